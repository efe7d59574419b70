import type { Check } from "../observed";
import { cleanOutput } from "./cleanOutput";
import { declaredExists } from "./declaredExists";
import { heldIsKept } from "./heldIsKept";
import { linksOfOthers } from "./linksOfOthers";
import { namesOnce } from "./namesOnce";
import { nothingLeftBehind } from "./nothingLeftBehind";
import { readsOnly } from "./readsOnly";
import { strangersUnchanged } from "./strangersUnchanged";

/** What must hold after every run. */
export const CHECKS: Readonly<Record<string, Check>> = {
  strangersUnchanged,
  linksOfOthers,
  namesOnce,
  nothingLeftBehind,
  heldIsKept,
  declaredExists,
  readsOnly,
  cleanOutput,
};
