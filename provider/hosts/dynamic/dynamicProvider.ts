import type * as pulumi from "@pulumi/pulumi";
import type { Properties, Resource } from "../../resources/resource";
import { exitWithEngine } from "../engineWatch";
import { fromWire, toWire } from "../propertyFormat";
import { openSession, type RunSession } from "../runSession";
import { SecretInputs } from "../secretInputs";
import { shownFailure } from "../shownFailure";
import { withShownErrors } from "./shownError";
import { isDebugging, stderrLog } from "./stderrLog";

const secrets = new SecretInputs();
const redact = (text: string) => secrets.redact(text);
const log = stderrLog(redact);

/** Serves a resource as a Pulumi dynamic provider. */
export function dynamicProvider<Inputs extends object, State extends object>(
  resource: Resource<Inputs, State>,
): pulumi.dynamic.ResourceProvider {
  exitWithEngine();
  let open: () => RunSession = () => {
    throw new Error(
      "The SailPoint provider was called before it was configured; this is a bug in the engine or the provider.",
    );
  };
  const context = () => open().context();
  const shown = <T>(work: () => Promise<T>) => withShownErrors({ redact, debug: isDebugging() }, work);
  /** Inputs or state without the wire format. Inputs that the program marked secret are kept out of all messages. */
  const read = (properties: Properties = {}) => secrets.note(fromWire(properties));

  return {
    async configure({ config }) {
      // The engine shows a throw from here for one resource only, because the SDK does not configure a second time.
      let session: RunSession | undefined;
      open = () => {
        session ??= openSession((key) => config.get(`sailpoint:${key}`), log);
        return session;
      };
    },

    check: (olds, news) =>
      shown(async () => {
        const failures = await resource.check(read(news), read(olds), open());
        return {
          inputs: news,
          failures: failures.map((failure) => shownFailure(failure, hidesValue(news, failure.property), redact)),
        };
      }),

    diff: (id, olds, news) =>
      shown(async () => {
        const { changes, replaces, deleteBeforeReplace } = await resource.diff(
          id,
          read(olds) as State,
          read(news),
          open(),
        );
        return { changes, replaces: [...replaces], deleteBeforeReplace };
      }),

    create: (inputs) =>
      shown(async () => {
        const { id, state } = await resource.create(await context(), read(inputs) as Inputs);
        return { id, outs: { ...toWire(state), ...secrets.markOf(inputs) } };
      }),

    read: (id, props) =>
      shown(async () => {
        const reading = await resource.read(await context(), id, read(props) as Partial<State>);
        if (!reading) {
          return { id: "", props: {} };
        }
        const { state, inputs } = reading;
        const mark = secrets.markOf(props);
        return {
          id,
          props: { ...toWire(state), ...mark },
          ...(inputs === undefined ? {} : { inputs: { ...toWire(inputs), ...mark } }),
        };
      }),

    update: (id, olds, news) =>
      shown(async () => {
        const state = await resource.update(await context(), id, read(olds) as State, read(news) as Inputs);
        return { outs: { ...toWire(state), ...secrets.markOf(news) } };
      }),

    delete: (id, props) => shown(async () => resource.delete(await context(), id, read(props) as State)),
  };
}

function hidesValue(news: Properties, property: string): boolean {
  return secrets.includes(news, property) || typeof news[property] === "object";
}
