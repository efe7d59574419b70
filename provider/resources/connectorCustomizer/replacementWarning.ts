import type { ConnectorCustomizerState } from "./connectorCustomizer";

/**
 * What a new name costs a customizer that has code. After somebody's rename in SailPoint, the program is unchanged and
 * the preview shows no more than the word "replace".
 */
export function replacementWarning(id: string, state: ConnectorCustomizerState, name: string): string | undefined {
  return state.imageVersion === undefined
    ? undefined
    : `warning: the replacement deletes the connector customizer ${id} with its versions, of which ${state.imageVersion} is the ` +
        `newest: its name is ${JSON.stringify(state.name)}, and the program declares ${JSON.stringify(name)}. To keep it, set ` +
        'onNameChange: "rename", or declare the name that it has';
}
