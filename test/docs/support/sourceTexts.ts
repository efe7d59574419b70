import { relative, resolve } from "node:path";
import ts from "typescript";

/** A text of the sources. */
export interface SourceText {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** What is fixed, and `undefined` for what is filled in. */
  readonly parts: readonly (string | undefined)[];
  /** Whether it identifies a message that a user can see. */
  readonly isMessage: boolean;
}

/** Where a text goes: to the user, to a place where no user sees it, or to a message that another text identifies. */
type Use = "shown" | "hidden" | "beside";

type Call = ts.CallExpression | ts.NewExpression;

const WORD = /\p{L}[\p{L}'’]*/gu;
/** A text of fewer words is no message, unless an error or a failure is made of it. */
const FEWEST_WORDS = 3;
/** A code of Node.js or of this program, or an address. */
const CODE = /^[A-Z_]+$|^https:\/\/\S*$/;
/** Calls whose texts no message holds: the debug log, the help of the commands, the output of a command, searches. */
const HIDDEN_CALLS =
  /(?:^|\.)(?:debug|description|option|argument|addHelpText|command|choices|Option|stdout\.write|startsWith|endsWith|includes)$/;
/** Names of what holds advice, which stands in a message behind its reason. */
const ADVICE = /^#?(?:hints?|advice\w*|\w+(?:Hint|Advice)|check|checkAddress)$/;
/** Names of what holds the purpose of a request, or the name of a command: it stands in a message before its reason. */
const PURPOSE = /^wh(?:at|o)$/;
/** Properties that hold the reason of a failure. */
const REASONS: ReadonlySet<string> = new Set(["why", "reason", "problem", "message"]);
/** In a comment before a statement or property: why no user sees its text. */
const NOT_SHOWN = /\bNot shown: \S/;

/** Reads the texts in the files of these folders. */
export function sourceTexts(config: string, folders: readonly string[]): SourceText[] {
  const program = programOf(config);
  const roots = folders.map((folder) => resolve(folder));
  const files = program
    .getSourceFiles()
    .filter(({ fileName }) => roots.some((root) => fileName === root || fileName.startsWith(`${root}/`)));
  return new Texts(program.getTypeChecker(), files).all();
}

function programOf(config: string): ts.Program {
  const { config: json } = ts.readConfigFile(config, ts.sys.readFile);
  const { fileNames, options: own } = ts.parseJsonConfigFileContent(json, ts.sys, resolve(config, ".."));
  const options = { ...own, noEmit: true, types: [] };
  const host = ts.createCompilerHost(options);
  // Packages are left out: their types take most of the time, and decide nothing here.
  host.resolveModuleNameLiterals = (literals, from) =>
    literals.map(({ text }) =>
      text.startsWith(".") ? ts.resolveModuleName(text, from, options, host) : { resolvedModule: undefined },
    );
  return ts.createProgram(fileNames, options, host);
}

class Texts {
  readonly #checker: ts.TypeChecker;
  readonly #files: readonly ts.SourceFile[];
  readonly #identifiers = new Map<string, ts.Identifier[]>();

  constructor(checker: ts.TypeChecker, files: readonly ts.SourceFile[]) {
    this.#checker = checker;
    this.#files = files;
    for (const file of files) {
      visit(file, (node) => {
        if (ts.isIdentifier(node)) {
          this.#identifiers.set(node.text, [...(this.#identifiers.get(node.text) ?? []), node]);
        }
      });
    }
  }

  all(): SourceText[] {
    const texts: SourceText[] = [];
    for (const file of this.#files) {
      visit(file, (node) => {
        if (isText(node) && !isText(node.parent)) {
          const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
          const name = relative(process.cwd(), file.fileName);
          texts.push({ file: name, line, parts: joined(partsOf(node)), isMessage: this.#isMessage(node) });
        }
      });
    }
    return texts;
  }

  #isMessage(node: ts.Node): boolean {
    const parts = partsOf(node);
    const words = wordsIn(parts);
    const isSentence = words >= FEWEST_WORDS && /\p{L}\S* +\S*\p{L}/u.test(parts.join("X"));
    const mayBeShown = isSentence || (words > 0 && !CODE.test(parts.join("X")) && this.#makesError(node));
    return mayBeShown && !isMarked(node) && this.#useOf(node) === "shown";
  }

  #useOf(node: ts.Node, seen: ReadonlySet<ts.Node> = new Set()): Use {
    const { parent } = node;
    if (seen.has(node)) {
      return "beside";
    }
    const within = new Set(seen).add(node);
    if (ts.isTemplateSpan(parent)) {
      return this.#useWithin(parent.parent, node, within);
    }
    if (ts.isBinaryExpression(parent)) {
      return this.#useInBinary(parent, node, within);
    }
    if (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent)) {
      return parent.name === node && !ts.isShorthandPropertyAssignment(parent)
        ? "hidden"
        : this.#useIn(parent.name, () => this.#useOf(parent.parent, within));
    }
    if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
      return parent.expression === node ? this.#useOf(parent, within) : this.#useAsArgument(parent, node, within);
    }
    if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) {
      const isWordList = ts.isPropertyAccessExpression(parent) && parent.name.text === "split";
      return parent.expression === node && !isWordList ? this.#useOf(parent, within) : "hidden";
    }
    if (ts.isVariableDeclaration(parent) || ts.isBindingElement(parent) || ts.isParameter(parent)) {
      return this.#useIn(parent.name, () => this.#useOfName(parent.name, within));
    }
    if (ts.isReturnStatement(parent) || ts.isFunctionLike(parent)) {
      const owner = ts.findAncestor<ts.SignatureDeclaration>(parent, ts.isFunctionLike);
      if (owner?.name) {
        return this.#useOfName(owner.name, within);
      }
      return owner && ts.isExpression(owner) ? this.#useOf(owner, within) : "shown";
    }
    if (isHiddenPlace(parent)) {
      return "hidden";
    }
    return isPassedOn(parent) ? this.#useOf(parent, within) : "shown";
  }

  /** The use of a text in what has this name. */
  #useIn(name: ts.Node, otherwise: () => Use): Use {
    return ADVICE.test(name.getText()) || PURPOSE.test(name.getText()) ? "beside" : otherwise();
  }

  /** The use of a text in another one, which may have said what it is about before. */
  #useWithin(host: ts.Node, part: ts.Node, seen: ReadonlySet<ts.Node>): Use {
    const use = this.#useOf(host, seen);
    return use === "shown" && wordsIn(partsOf(host, part.getStart())) >= FEWEST_WORDS ? "beside" : use;
  }

  #useInBinary(parent: ts.BinaryExpression, node: ts.Node, seen: ReadonlySet<ts.Node>): Use {
    switch (parent.operatorToken.kind) {
      case ts.SyntaxKind.PlusToken:
        return this.#useWithin(parent, node, seen);
      case ts.SyntaxKind.QuestionQuestionToken:
      case ts.SyntaxKind.BarBarToken:
      case ts.SyntaxKind.AmpersandAmpersandToken:
        return this.#useOf(parent, seen);
      case ts.SyntaxKind.EqualsToken:
        return ADVICE.test(parent.left.getText().replace(/^this\./, "")) ? "beside" : "shown";
      default:
        return "hidden";
    }
  }

  #useAsArgument(call: Call, node: ts.Node, seen: ReadonlySet<ts.Node>): Use {
    const called = call.expression.getText();
    if (HIDDEN_CALLS.test(called)) {
      return "hidden";
    }
    if (/\.(?:then|catch)$/.test(called)) {
      return this.#useOf(call, seen);
    }
    const index = call.arguments?.indexOf(node as ts.Expression) ?? -1;
    const parameter = this.#checker.getResolvedSignature(call)?.parameters[index]?.getName() ?? "";
    return ADVICE.test(parameter) || (PURPOSE.test(parameter) && !this.#isError(call)) ? "beside" : "shown";
  }

  #useOfName(name: ts.Node, seen: ReadonlySet<ts.Node>): Use {
    const uses = this.#referencesOf(name)
      .filter((reference) => !ts.isImportSpecifier(reference.parent) && !ts.findAncestor(reference, ts.isTypeNode))
      .map((reference) => this.#useOf(reference, seen));
    return uses[0] === undefined || uses.includes("shown") ? "shown" : uses[0];
  }

  #referencesOf(name: ts.Node): ts.Identifier[] {
    const symbol = ts.isIdentifier(name) ? this.#symbolOf(name) : undefined;
    const alike = symbol ? (this.#identifiers.get(name.getText()) ?? []) : [];
    return alike.filter((one) => one !== name && this.#symbolOf(one) === symbol);
  }

  /** Whether an error or a failure is made of a text, however short it is. */
  #makesError(node: ts.Node): boolean {
    const { parent } = node;
    if (ts.isPropertyAssignment(parent)) {
      return REASONS.has(parent.name.getText());
    }
    if (ts.isConditionalExpression(parent) || ts.isParenthesizedExpression(parent) || ts.isBinaryExpression(parent)) {
      return this.#makesError(parent);
    }
    if (ts.isVariableDeclaration(parent)) {
      return this.#referencesOf(parent.name).some((reference) => this.#makesError(reference));
    }
    const isCall = ts.isCallExpression(parent) || ts.isNewExpression(parent);
    return isCall && parent.arguments?.[0] === node && this.#isError(parent);
  }

  #isError(call: Call): boolean {
    if (call.expression.kind === ts.SyntaxKind.SuperKeyword) {
      return /\bextends \w*Error\b/.test(ts.findAncestor(call, ts.isClassLike)?.heritageClauses?.[0]?.getText() ?? "");
    }
    const type = this.#checker.getTypeAtLocation(call);
    return (
      /Error$/.test(call.expression.getText()) ||
      ["message", "name", "stack"].every((name) => type.getProperty(name) !== undefined)
    );
  }

  #symbolOf(node: ts.Node): ts.Symbol | undefined {
    const symbol = ts.isShorthandPropertyAssignment(node.parent)
      ? this.#checker.getShorthandAssignmentValueSymbol(node.parent)
      : this.#checker.getSymbolAtLocation(node);
    return symbol && symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

function isText(node: ts.Node): boolean {
  return (
    ts.isStringLiteral(node) ||
    ts.isNoSubstitutionTemplateLiteral(node) ||
    ts.isTemplateExpression(node) ||
    (ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.PlusToken &&
      (isText(node.left) || isText(node.right)))
  );
}

/** @param end where the text ends; default: its own end */
function partsOf(node: ts.Node, end = Number.POSITIVE_INFINITY): (string | undefined)[] {
  if (node.getStart() >= end) {
    return [];
  }
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
    return [node.text];
  }
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.filter((span) => span.expression.getEnd() < end);
    return [node.head.text, ...spans.flatMap(({ literal }) => [undefined, literal.text])];
  }
  if (ts.isBinaryExpression(node) && isText(node)) {
    return [...partsOf(node.left, end), ...partsOf(node.right, end)];
  }
  return [undefined];
}

/** Literals that follow each other are one. */
function joined(parts: readonly (string | undefined)[]): (string | undefined)[] {
  const all: (string | undefined)[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (part !== undefined && last !== undefined) {
      all[all.length - 1] = last + part;
    } else {
      all.push(part);
    }
  }
  return all;
}

function wordsIn(parts: readonly (string | undefined)[]): number {
  return parts.join(" ").match(WORD)?.length ?? 0;
}

/** Places of texts that are no messages: module names, types, comparisons. */
function isHiddenPlace(parent: ts.Node): boolean {
  return (
    ts.isImportDeclaration(parent) ||
    ts.isExportDeclaration(parent) ||
    ts.isExternalModuleReference(parent) ||
    ts.isTypeNode(parent) ||
    ts.isCaseClause(parent)
  );
}

/** Expressions whose value, or a part of whose value, the text is. */
function isPassedOn(parent: ts.Node): boolean {
  return (
    ts.isParenthesizedExpression(parent) ||
    ts.isConditionalExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isAwaitExpression(parent) ||
    ts.isArrayLiteralExpression(parent) ||
    ts.isObjectLiteralExpression(parent) ||
    ts.isSpreadElement(parent) ||
    ts.isSpreadAssignment(parent)
  );
}

function isMarked(node: ts.Node): boolean {
  const { text } = node.getSourceFile();
  for (let at: ts.Node = node; !ts.isSourceFile(at); at = at.parent) {
    const comments = ts.getLeadingCommentRanges(text, at.getFullStart()) ?? [];
    if (comments.some(({ pos, end }) => NOT_SHOWN.test(text.slice(pos, end)))) {
      return true;
    }
    if (ts.isStatement(at)) {
      break;
    }
  }
  return false;
}
