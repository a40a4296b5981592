/** The response keys of a subgraph operation: which fields stay empty when the call fails. Read only when one does. */
import { type FieldNode, Kind, type OperationDefinitionNode, parse, type SelectionSetNode } from 'graphql';

export interface FieldKeys {
  root(): readonly string[];
  /** Keys asked of an entity below `_entities` or its alias. */
  entity(alias: string, typename: unknown): readonly string[];
}

export function fieldKeys(text: string): FieldKeys {
  let selections: SelectionSetNode | undefined;
  const root = (): SelectionSetNode => {
    selections ??= parse(text, { noLocation: true }).definitions.find(
      (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
    )?.selectionSet;
    return selections ?? { kind: Kind.SELECTION_SET, selections: [] };
  };
  return {
    root: () => unique(fieldsOf(root()).map(keyOf)),
    entity(alias, typename) {
      const field = fieldsOf(root()).find((one) => keyOf(one) === alias);
      if (!field?.selectionSet) return [];
      const exact = fieldsOf(field.selectionSet, typename);
      // A condition on an interface: every field is meant.
      return unique((exact.length ? exact : fieldsOf(field.selectionSet)).map(keyOf)).filter((key) => key !== '__typename');
    },
  };
}

const keyOf = (field: FieldNode): string => field.alias?.value ?? field.name.value;
const unique = (keys: string[]): string[] => [...new Set(keys)];

/** Fields below inline fragments too; with a type name, only those of its own fragments. */
function fieldsOf({ selections }: SelectionSetNode, typename?: unknown): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind !== Kind.INLINE_FRAGMENT) return [];
    const condition = selection.typeCondition?.name.value;
    return typename === undefined || condition === undefined || condition === typename ? fieldsOf(selection.selectionSet, typename) : [];
  });
}
