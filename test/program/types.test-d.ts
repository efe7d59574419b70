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
