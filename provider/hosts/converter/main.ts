import { createServer } from "node:net";
import type { ConvertStateRequest, ConvertStateResponse } from "@pulumi/pulumi/proto/converter_pb";
import { answerUser } from "../answerUser";
import { exitWithParent } from "../engineWatch";
import { unary } from "../grpc/grpcMethod";
import { serveGrpc } from "../grpc/grpcServer";
import { NotServedError, toFailure } from "../plugin/rpcError";
import { requireFromSdk } from "../plugin/sdkProtos";
import { parseSelection } from "./converterArguments";
import { warning } from "./diagnostic";
import { yamlAdvice } from "./miswrittenInYaml";
import { readTenant } from "./readTenant";
import { tenantContents } from "./tenantContents";
import { tenantImports } from "./tenantImports";

const HELP = `Usage: npx -c 'pulumi import --from sailpoint [-- SELECTION]'

Imports the tenant's customizers and links into a stack that uses the plugin, and prints the program. Pulumi's engine starts
pulumi-converter-sailpoint for it. The tenant is the one of SAIL_BASE_URL, SAIL_CLIENT_ID and SAIL_CLIENT_SECRET.

Selection:
  --name GLOB      only customizers whose name matches: * for any text, ? for one character; repeatable
  --no-links       leave the links out
  --only-new FILE  leave out what a stack has: a file that \`pulumi stack export\` wrote

Options of pulumi-converter-sailpoint itself:
  -h, --help  show this help
  --version   show the version of the package

Next: run the command above in a project that has the package and a stack. Save the program that it prints, then
\`pulumi preview\` shows no change.
`;

const messages = requireFromSdk("./proto/converter_pb.js");

/**
 * Serves `pulumirpc.Converter` for `pulumi import --from sailpoint`, and prints the port. The engine passes no stack
 * configuration to a converter: the tenant is the one of the environment.
 */
export function startConverter(args: readonly string[]): void {
  if (answerUser(args, "pulumi-converter-sailpoint", HELP)) {
    return;
  }
  exitWithParent();
  const accept = serveGrpc(
    new Map([
      ["/pulumirpc.Converter/ConvertState", unary(messages.ConvertStateRequest, convertState)],
      [
        "/pulumirpc.Converter/ConvertProgram",
        unary(messages.ConvertProgramRequest, () => {
          throw new NotServedError("pulumi-converter-sailpoint imports a tenant; there is no program to convert.");
        }),
      ],
    ]),
    (error) => toFailure(error, (text) => text),
  );
  const listener = createServer(accept).listen(0, "127.0.0.1", () => {
    process.stdout.write(`${(listener.address() as { port: number }).port}\n`);
  });
}

async function convertState(request: ConvertStateRequest): Promise<ConvertStateResponse> {
  const selection = parseSelection(request.getArgsList());
  const contents = await readTenant("`pulumi import --from sailpoint`", (client) => tenantContents(client, selection));
  const reply: ConvertStateResponse = new messages.ConvertStateResponse();
  for (const { type, name, id } of tenantImports(contents)) {
    const resource = new messages.ResourceImport();
    resource.setType(type);
    resource.setName(name);
    resource.setId(id);
    reply.addResources(resource);
  }
  reply.setDiagnosticsList([...contents.report, ...yamlAdvice(contents.customizers)].map(warning));
  return reply;
}
