import { setTimeout as sleep } from "node:timers/promises";

/** The inputs that identify a declared customizer. */
export interface DeclaredCustomizer {
  readonly name: string;
  readonly onNameChange?: unknown;
  readonly adopt?: unknown;
}

/** The inputs that identify a declared link. */
export interface DeclaredLink {
  readonly connectorInstanceId: string;
  readonly customizerId: string;
}

/** A customizer that another one replaces in this run, or replaced in an earlier run that could not delete it. */
interface Replacement {
  /** The name that the program declares for the new customizer. */
  readonly newName: string;
  /** The new customizer's id; undefined until it exists. */
  readonly newId: string | undefined;
  /** The mark of the adoption, in the state of the resource that is replaced. */
  readonly adoptionId: string | undefined;
  /** The resource that is replaced. */
  readonly urn: Urn;
}

/** Identifies the resource of a call. */
type Urn = string | undefined;

interface Hold {
  /** The name that the program declares. */
  readonly name: string;
  /** How the resource got the customizer: the state had it before this run, or a create of this run. */
  readonly by: "state" | "adoption" | "creation";
  readonly urn: Urn;
}

/** The diff of an announced resource follows its check within milliseconds, unless its inputs are refused. */
const ANNOUNCED_FOR_MS = 2_000;
const POLL_MS = 10;

/**
 * What the program of this run declares, and which customizers and links its resources hold.
 *
 * The facts come from three places:
 * - `check`: the engine calls it for each resource that the program declares, and for no other (measured). A refresh and a
 *   `destroy` call no `check`.
 * - `diff`, if the program declares its inputs: the state's id of a declared resource. A refresh calls `diff` as well, with
 *   the state's inputs, before the program declares anything; such a call shows nothing of the program.
 * - `create`, `update` and `delete`: what this run has changed.
 *
 * Nothing else changes the answers. A resource that `--target` or `--exclude` leaves out is not visible here.
 */
export class Ownership {
  readonly #declared = new Set<string>();
  readonly #stayingNames = new Map<string, number>();
  readonly #stayingLinks = new Map<string, Set<string>>();
  readonly #declaredInstances = new Set<string>();
  readonly #announced = new Map<string, number>();

  readonly #holds = new Map<string, Hold>();
  readonly #replaced = new Map<string, Replacement>();
  readonly #inState = new Set<string>();
  readonly #links = new Map<string, string>();
  readonly #names = new Set<string>();
  readonly #uploads = new Set<string>();
  readonly #failedAdoptions = new Set<string>();
  #tenantId: string | undefined;

  /** A `check` of a customizer. `olds` are the inputs in the state; undefined if the resource is new or being replaced. */
  declareCustomizer(inputs: DeclaredCustomizer, olds: DeclaredCustomizer | undefined): void {
    const key = customizerKey(inputs);
    this.#declared.add(key);
    if (olds) {
      this.#announced.set(key, performance.now());
      if (olds.name === inputs.name) {
        this.#stayingNames.set(inputs.name, (this.#stayingNames.get(inputs.name) ?? 0) + 1);
      }
    }
  }

  /** A `check` of a link. `olds` are the inputs in the state; undefined if the resource is new or being replaced. */
  declareLink(inputs: DeclaredLink, olds: DeclaredLink | undefined): void {
    const { connectorInstanceId, customizerId } = inputs;
    this.#declared.add(linkKey(inputs));
    this.#declaredInstances.add(connectorInstanceId);
    if (olds) {
      this.#announced.set(linkKey(inputs), performance.now());
      if (olds.connectorInstanceId === connectorInstanceId) {
        const customizers = this.#stayingLinks.get(connectorInstanceId) ?? new Set();
        this.#stayingLinks.set(connectorInstanceId, customizers.add(customizerId));
      }
    }
  }

  /** Whether the program declares a customizer with exactly these inputs. */
  declaresCustomizer(inputs: DeclaredCustomizer): boolean {
    return this.#declared.has(customizerKey(inputs));
  }

  /** Whether the program declares a link with exactly these inputs. */
  declaresLink(inputs: DeclaredLink): boolean {
    return this.#declared.has(linkKey(inputs));
  }

  /** Whether the program declares a link of this connector instance. */
  declaresLinkOf(connectorInstanceId: string): boolean {
    return this.#declaredInstances.has(connectorInstanceId);
  }

  /**
   * A `diff` that leaves a declared resource with its customizer.
   *
   * @returns false if another resource of the program holds the customizer
   */
  keepCustomizer(id: string, inputs: DeclaredCustomizer, urn?: Urn): boolean {
    this.#announced.delete(customizerKey(inputs));
    const holder = this.#holds.get(id);
    if (holder && (holder.by !== "state" || holder.name !== inputs.name || differs(holder.urn, urn))) {
      return false;
    }
    // Two resources may have one name, with a customizer each, if both were imported.
    const isSame = urn !== undefined && holder?.urn === urn;
    const isKeptAgain = holder !== undefined && !isSame && (this.#stayingNames.get(inputs.name) ?? 0) > 1;
    this.#holds.set(id, { name: inputs.name, by: "state", urn });
    return !isKeptAgain;
  }

  /**
   * A `diff` that replaces a declared resource's customizer.
   *
   * @param adoptionId the mark of its adoption in the resource's state, if the resource adopted it
   */
  replaceCustomizer(id: string, inputs: DeclaredCustomizer, adoptionId: string | undefined, urn: Urn): void {
    this.#announced.delete(customizerKey(inputs));
    this.#replaced.set(id, { newName: inputs.name, newId: undefined, adoptionId, urn });
  }

  /** The state of the customizer `newId` says that it replaced `id` in an earlier run. */
  rememberReplacement(id: string, newId: string, newName: string): void {
    this.#replaced.set(id, { newName, newId, adoptionId: undefined, urn: undefined });
  }

  /** A customizer that this run created or adopted for the resource of this name. */
  takeCustomizer(id: string, name: string, by: "adoption" | "creation", urn: Urn): void {
    this.#holds.set(id, { name, by, urn });
    for (const [oldId, replacement] of this.#replaced) {
      if (replacement.newName === name && oldId !== id) {
        this.#replaced.set(oldId, { ...replacement, newId: id });
      }
    }
  }

  /** A customizer that this run deleted. */
  dropCustomizer(id: string): void {
    this.#holds.delete(id);
    this.#replaced.delete(id);
  }

  /** Whether a declared resource has this customizer and keeps it. */
  holdsCustomizer(id: string): boolean {
    return this.#holds.has(id);
  }

  /**
   * Whether the delete of a customizer is for another resource than the one that has it.
   *
   * A resource that adopted the customizer has the mark of the adoption in its state. Another resource that is deleted with
   * the same customizer does not, so the two can be told apart even if the first one is about to be replaced. A customizer
   * that this run created is in the state of no other resource.
   *
   * @param adoptionId the mark in the state of the resource that is deleted
   */
  outlivesDelete(id: string, adoptionId: string | undefined, urn: Urn): boolean {
    const hold = this.#holds.get(id);
    const replaced = this.#replaced.get(id);
    return hold
      ? hold.by !== "creation"
      : differs(replaced?.urn, urn) || differs(replaced?.adoptionId, adoptionId ?? "");
  }

  /** A `diff` of a customizer, by a refresh or for the program: the stack's state has it. */
  noteInState(id: string): void {
    this.#inState.add(id);
  }

  /** Whether a create of this run adopted this customizer. */
  hasAdopted(id: string): boolean {
    return this.#holds.get(id)?.by === "adoption";
  }

  /** Whether this run adopts many customizers: more than one by now. */
  get adoptsMany(): boolean {
    return [...this.#holds.values()].filter(({ by }) => by === "adoption").length > 1;
  }

  /** The name that the program declares for the resource which has this customizer; undefined if none keeps it. */
  holderName(id: string): string | undefined {
    return this.#holds.get(id)?.name;
  }

  /**
   * Whether the stack manages this customizer: a declared resource keeps it, or gives it up for a new one, or a refresh has
   * shown it in the state.
   */
  managesCustomizer(id: string): boolean {
    return this.#holds.has(id) || this.#replaced.has(id) || this.#inState.has(id);
  }

  /** Whether a declared resource gives this customizer up for a new one. */
  givesUpCustomizer(id: string): boolean {
    return this.#replaced.has(id) && !this.#holds.has(id);
  }

  /**
   * The id of the customizer that exists in place of this one; undefined if there is none (yet).
   *
   * The engine calls no `diff` for a forced replacement (`--replace`), and none for a replaced resource that waits for its
   * deletion since an earlier run. Such a resource is replaced by the one of its URN; if the host shows no URN, by the one that
   * has its name.
   *
   * @param name the customizer's name in the state
   */
  replacementOf(id: string, name: string, urn: Urn): string | undefined {
    const replaced = this.#replaced.get(id);
    if (replaced) {
      return replaced.newId;
    }
    const isSuccessor = (hold: Hold) =>
      urn === undefined || hold.urn === undefined ? hold.name === name : hold.urn === urn;
    return [...this.#holds].find(([other, hold]) => other !== id && isSuccessor(hold))?.[0];
  }

  /** The id of the customizer that the customizer of this name is to replace. */
  replacedBy(newName: string): string | undefined {
    return [...this.#replaced].find(([, replacement]) => replacement.newName === newName)?.[0];
  }

  /**
   * A link that this run keeps, makes or moves.
   *
   * @returns false if another resource of the program links the instance to another customizer
   */
  takeLink({ connectorInstanceId, customizerId }: DeclaredLink): boolean {
    this.#announced.delete(linkKey({ connectorInstanceId, customizerId }));
    const others = [this.#links.get(connectorInstanceId), ...(this.#stayingLinks.get(connectorInstanceId) ?? [])];
    if (others.some((other) => other !== undefined && other !== customizerId)) {
      return false;
    }
    this.#links.set(connectorInstanceId, customizerId);
    return true;
  }

  /** Forgets a link that could not be made. */
  releaseLink(connectorInstanceId: string): void {
    this.#links.delete(connectorInstanceId);
  }

  /** The customizer that this run links the instance to. */
  linkOf(connectorInstanceId: string): string | undefined {
    return this.#links.get(connectorInstanceId);
  }

  /** Notes that the resource of this name was to adopt a customizer, and failed. */
  noteFailedAdoption(name: string): void {
    this.#failedAdoptions.add(name);
  }

  /** Whether a resource of this run was to adopt the customizer of this name, and failed. */
  hasFailedAdoption(name: string): boolean {
    return this.#failedAdoptions.has(name);
  }

  /** Reserves a name while a create or rename is under way. @returns false if another resource has reserved it */
  reserveName(name: string): boolean {
    return reserve(this.#names, name);
  }

  releaseName(name: string): void {
    this.#names.delete(name);
  }

  /** Reserves the upload to a customizer in this run. @returns false if another resource has reserved it */
  reserveUpload(customizerId: string): boolean {
    return reserve(this.#uploads, customizerId);
  }

  releaseUpload(customizerId: string): void {
    this.#uploads.delete(customizerId);
  }

  /** The tenant that the state of one of the stack's resources names. */
  noteTenant(tenantId: string | undefined): void {
    this.#tenantId ??= tenantId || undefined;
  }

  /** The stack's tenant, if the state of a resource seen so far names it. */
  get tenantId(): string | undefined {
    return this.#tenantId;
  }

  /** Waits for the diffs of the resources that `check` has announced: they show the state. Two seconds at most. */
  async announcedAreKnown(): Promise<void> {
    while ([...this.#announced.values()].some((at) => performance.now() - at < ANNOUNCED_FOR_MS)) {
      await sleep(POLL_MS);
    }
  }
}

/** Whether both are known and not the same. */
function differs(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

function reserve(reserved: Set<string>, key: string): boolean {
  const free = !reserved.has(key);
  reserved.add(key);
  return free;
}

function customizerKey({ name, onNameChange, adopt }: DeclaredCustomizer): string {
  return JSON.stringify([name, onNameChange ?? null, adopt ?? null]);
}

function linkKey({ connectorInstanceId, customizerId }: DeclaredLink): string {
  return JSON.stringify(["link", connectorInstanceId, customizerId]);
}
