import { createServer, type Socket } from "node:net";
import { answerUser } from "../answerUser";
import { watchEngine } from "../engineWatch";

const HELP = `Usage: pulumi-resource-sailpoint [ADDRESS]

The SailPoint provider as a plugin. Pulumi's engine starts it and passes its own address. Without an address it prints its port
and waits for an engine to attach.

Options:
  -h, --help  show this help
  --version   show the version of the package

Next: name its folder in Pulumi.yaml, and the engine starts it:
  plugins:
    providers:
      - name: sailpoint
        path: node_modules/pulumi-sailpoint/plugin
To debug it, start it without an address, then run \`PULUMI_DEBUG_PROVIDERS=sailpoint:PORT pulumi up\`.
`;

/**
 * Starts the plugin's process: it listens on a free port of this machine and prints the port, as the engine expects it. Without
 * an address it waits for the engine to attach (`PULUMI_DEBUG_PROVIDERS=sailpoint:PORT`).
 *
 * The port is printed before the server is loaded: the engine connects meanwhile.
 *
 * @param args the program's arguments; the last one is the engine's address, after flags for logs and traces
 */
export function startPlugin(args: readonly string[]): void {
  if (answerUser(args, "pulumi-resource-sailpoint", HELP)) {
    return;
  }
  const address = args.at(-1);
  if (address !== undefined) {
    watchEngine(address, () => process.exit(1));
  }
  const early: Socket[] = [];
  let take = (socket: Socket): unknown => early.push(socket);
  // What is read before the server takes a connection would be lost to it.
  const listener = createServer({ pauseOnConnect: true }, (socket) => take(socket));
  listener.listen(0, "127.0.0.1", () => {
    const { port } = listener.address() as { port: number };
    process.stdout.write(`${port}\n`);
    // `require`, because the first `import()` of a process loads the whole loader of ES modules.
    const { acceptConnections } = require("./pluginServer.js") as typeof import("./pluginServer.js");
    take = acceptConnections(address);
    early.forEach(take);
  });
}
