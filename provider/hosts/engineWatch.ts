import { connect } from "node:net";

const RETRY_MS = 50;
const GIVE_UP_AFTER = 10;
const PARENT_POLL_MS = 500;

/**
 * Calls `end` when the engine that started this process is gone: a provider without an engine must send nothing more,
 * because nobody would record what it creates. The SDK's provider process lives on after its engine is killed (measured).
 *
 * A connection to the engine breaks at once when the engine ends. It may also break while the engine lives, so a new
 * connection decides: if it is refused, nothing listens there any more. An address where nothing has ever listened is not
 * watched.
 *
 * @param address `host:port` of the engine, the first argument of the provider process
 * @param end is called once
 */
export function watchEngine(address: string, end: () => void): void {
  const separator = address.lastIndexOf(":");
  const host = address.slice(0, separator);
  const port = Number(address.slice(separator + 1));
  if (separator < 1 || !(port > 0 && port < 65_536)) {
    return;
  }
  let everConnected = false;
  let failures = 0;

  const open = () => {
    const socket = connect({ host, port });
    let connected = false;
    let code: string | undefined;
    socket.unref();
    socket.once("connect", () => {
      connected = true;
      everConnected = true;
      failures = 0;
    });
    // Unread data would hide the end of the connection.
    socket.resume();
    socket.on("error", (error: NodeJS.ErrnoException) => {
      code = error.code;
    });
    socket.once("close", () => {
      if (connected) {
        // A server that closes each connection at once must not keep this process busy.
        failures === 0 ? open() : setTimeout(open, RETRY_MS).unref();
        return;
      }
      failures++;
      if (everConnected && (code === "ECONNREFUSED" || failures >= GIVE_UP_AFTER)) {
        end();
      } else if (everConnected) {
        setTimeout(open, RETRY_MS).unref();
      }
    });
  };
  open();
}

let watching = false;

/** Ends this process when the one that started it is gone. The engine passes a converter no address. */
export function exitWithParent(): void {
  const parent = process.ppid;
  const watch = () => {
    if (process.ppid !== parent) {
      process.exit(1);
    }
  };
  setInterval(watch, PARENT_POLL_MS).unref();
}

/** Watches the engine of the SDK's dynamic provider process, once; does nothing in any other process. */
export function exitWithEngine(argv: readonly string[] = process.argv): void {
  const [, script = "", address = ""] = argv;
  if (!watching && /[\\/]cmd[\\/]dynamic-provider([\\/]index\.js)?$/.test(script)) {
    watching = true;
    watchEngine(address, () => process.exit(1));
  }
}
