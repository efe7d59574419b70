// The step "Types" of `npm test` compiles this file: a wrong type is an error there.
import type * as pulumi from "@pulumi/pulumi";
import * as sailpoint from "pulumi-sailpoint";
import { expectTypeOf, test } from "vitest";

test("a customizer's outputs", () => {
  type Customizer = sailpoint.ConnectorCustomizer;
  expectTypeOf<Customizer["id"]>().toEqualTypeOf<pulumi.Output<pulumi.ID>>();
  expectTypeOf<Customizer["name"]>().toEqualTypeOf<pulumi.Output<string>>();
  expectTypeOf<Customizer["imageVersion"]>().toEqualTypeOf<pulumi.Output<number | undefined>>();
  expectTypeOf<Customizer["imageId"]>().toEqualTypeOf<pulumi.Output<string | undefined>>();
  expectTypeOf<Customizer["tenantId"]>().toEqualTypeOf<pulumi.Output<string>>();
  expectTypeOf<Customizer["created"]>().toEqualTypeOf<pulumi.Output<string>>();
});

test("a customizer's inputs", () => {
  type Args = sailpoint.ConnectorCustomizerArgs;
  expectTypeOf<{ name: pulumi.Output<string>; adopt: true }>().toExtend<Args>();
  expectTypeOf<{ onNameChange: "ignore" }>().not.toExtend<Args>();
  expectTypeOf<{ name: number }>().not.toExtend<Args>();
  expectTypeOf(sailpoint.ConnectorCustomizer.get).parameter(1).toEqualTypeOf<pulumi.Input<pulumi.ID>>();
});

test("a version's inputs and outputs", () => {
  type Version = sailpoint.ConnectorCustomizerVersion;
  type Args = sailpoint.ConnectorCustomizerVersionArgs;
  expectTypeOf<Version["version"]>().toEqualTypeOf<pulumi.Output<number>>();
  expectTypeOf<Version["imageId"]>().toEqualTypeOf<pulumi.Output<string>>();
  expectTypeOf<Version["created"]>().toEqualTypeOf<pulumi.Output<string>>();
  expectTypeOf<Version["contentSha256"]>().toEqualTypeOf<pulumi.Output<string>>();
  expectTypeOf<{ customizerId: pulumi.Output<pulumi.ID>; archive: pulumi.asset.FileArchive }>().toExtend<Args>();
  expectTypeOf<{ archive: pulumi.asset.FileArchive }>().not.toExtend<Args>();
});

test("a link's inputs and outputs", () => {
  type Link = sailpoint.ConnectorCustomizerLink;
  type Args = sailpoint.ConnectorCustomizerLinkArgs;
  expectTypeOf<Link["connectorInstanceName"]>().toEqualTypeOf<pulumi.Output<string>>();
  expectTypeOf<{ customizerId: string; connectorInstanceId: pulumi.Output<string>; takeOver: true }>().toExtend<Args>();
  expectTypeOf<{ customizerId: string }>().not.toExtend<Args>();
});

test("a deployment's inputs and outputs", () => {
  type Deployment = sailpoint.CustomizerDeployment;
  expectTypeOf<Deployment["customizerId"]>().toEqualTypeOf<pulumi.Output<string>>();
  expectTypeOf<Deployment["version"]>().toEqualTypeOf<pulumi.Output<number>>();
  expectTypeOf<{ archive: pulumi.asset.AssetArchive }>().toExtend<sailpoint.CustomizerDeploymentArgs>();
});

test("lookups go by id or by name, and not by both", () => {
  expectTypeOf<{ id: string }>().toExtend<sailpoint.LookupArgs>();
  expectTypeOf<{ name: string }>().toExtend<sailpoint.LookupArgs>();
  expectTypeOf<{ id: string; name: string }>().not.toExtend<sailpoint.LookupArgs>();
  expectTypeOf(sailpoint.getConnectorInstance).returns.resolves.toEqualTypeOf<sailpoint.GetConnectorInstanceResult>();
  expectTypeOf(sailpoint.getConnectorInstancesOutput).returns.toEqualTypeOf<
    pulumi.Output<sailpoint.GetConnectorInstanceResult[]>
  >();
});
