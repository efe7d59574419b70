import * as v from "valibot";
import { describeDifference } from "./describeDifference";
import type { HttpAnswer } from "./sendOnce";

/** The parsed body of a 2xx answer, or the reason why it is not the expected JSON. */
export type ParsedReply<T> =
  | { readonly value: T }
  /** `isJson`: the body is complete JSON of another shape. Another attempt would get the same. */
  | { readonly problem: string; readonly isJson: boolean };

/** Whether the body is a page of HTML or a document of XML, as proxies and gateways write them. */
export function isHtml({ body }: HttpAnswer): boolean {
  return /^\s*</.test(body);
}

/** What a body of HTML or XML is, for messages. Only an element of HTML makes it a page. */
export function kindOfMarkup({ body }: HttpAnswer): "an HTML page" | "XML" {
  return /<(!doctype\s+html|html|head|body|title|meta|p|div|center|h\d|a|br|pre)\b/i.test(body)
    ? "an HTML page"
    : "XML";
}

/**
 * The title of a page, or the message of an XML document, to be appended to a text: ` (its title: "Log in")`. Empty if there is
 * none.
 */
export function titleOf(answer: HttpAnswer): string {
  if (!isHtml(answer)) {
    return "";
  }
  const isXml = kindOfMarkup(answer) === "XML";
  const element = isXml
    ? /<(?:\w+:)?(?:message|faultstring|description)\b[^>]*>([^<]{1,200})/i
    : /<title[^>]*>([^<]{1,100})/i;
  const title = element.exec(answer.body)?.[1]?.replace(/\s+/g, " ").trim();
  return title ? ` (its ${isXml ? "message" : "title"}: "${title}")` : "";
}

/**
 * Parses the body of a 2xx answer.
 *
 * @param schema the expected shape; undefined if no body is expected
 */
export function parseReply<T>(answer: HttpAnswer, schema: v.GenericSchema<unknown, T> | undefined): ParsedReply<T> {
  let json: unknown;
  try {
    json = JSON.parse(answer.body);
  } catch {
    const kind = isHtml(answer)
      ? kindOfMarkup(answer)
      : answer.body.trim() === ""
        ? `empty${answer.status === 204 ? " (204)" : ""}`
        : "no valid JSON";
    return {
      problem: `the reply is ${kind}, where ${schema ? "JSON" : "none"} was expected${titleOf(answer)}`,
      isJson: false,
    };
  }
  const result = v.safeParse(schema ?? v.never(), json);
  return result.success
    ? { value: result.output }
    : {
        problem: `the reply is not what the API reference describes: ${describeDifference(result.issues[0])}`,
        isJson: true,
      };
}
