import type * as pulumi from "@pulumi/pulumi";
import type { Resource } from "../resources/resource";
import { openSession, type Session } from "./session";
import { isDebugging, stderrLog } from "./stderrLog";
import { fromWire, toWire } from "./wire";

/** Runs a resource as a Pulumi dynamic provider. */
export function dynamicHost<Inputs extends object, State extends object>(
  resource: Resource<Inputs, State>,
): pulumi.dynamic.ResourceProvider {
  let open: () => Session = () => {
    throw new Error(
      "The SailPoint provider was called before it was configured; this is a bug in the engine or the provider.",
    );
  };
  const context = () => open().context();
  const log = stderrLog();

  return {
    async configure({ config }) {
      // A throw from here would be shown for one resource only: the SDK does not configure a second time.
      let session: Session | undefined;
      open = () => {
        session ??= openSession((key) => config.get(`sailpoint:${key}`), log);
        return session;
      };
    },

    check: (olds, news) =>
      shown(async () => {
        open();
        const failures = [...(await resource.check(fromWire(news), fromWire(olds ?? {}), log))];
        return { inputs: news, failures };
      }),

    diff: (id, olds, news) =>
      shown(async () => {
        const difference = await resource.diff(id, fromWire(olds) as State, fromWire(news), open().claims);
        const { changes, replaces, deleteBeforeReplace } = difference;
        return { changes, replaces: [...replaces], deleteBeforeReplace };
      }),

    create: (inputs) =>
      shown(async () => {
        const { id, state } = await resource.create(await context(), fromWire(inputs) as Inputs);
        return { id, outs: toWire(state) };
      }),

    read: (id, props) =>
      shown(async () => {
        const reading = await resource.read(await context(), id, fromWire(props ?? {}) as Partial<State>);
        if (!reading) {
          return { id: "", props: {} };
        }
        const { state, inputs } = reading;
        return { id, props: toWire(state), ...(inputs === undefined ? {} : { inputs: toWire(inputs) }) };
      }),

    update: (id, olds, news) =>
      shown(async () => ({
        outs: toWire(await resource.update(await context(), id, fromWire(olds) as State, fromWire(news) as Inputs)),
      })),

    delete: (id, props) => shown(async () => resource.delete(await context(), id, fromWire(props) as State)),
  };
}

/**
 * The SDK prints a thrown error as `${error}: ${error.stack}` and passes its message to the engine, which prints it again.
 * A stack of this package helps no user, so that only the message goes out, once.
 */
async function shown<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (isDebugging() && error instanceof Error) {
      process.stderr.write(`sailpoint: ${error.stack}\n`);
    }
    throw new ShownError(message);
  }
}

class ShownError extends Error {
  override readonly name = "SailPointError";
  override stack = "a call failed; the error of its resource tells why";
  override toString(): string {
    return "sailpoint";
  }
}
