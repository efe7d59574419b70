import { PAGE_SIZE } from "./apiPaths";
import { IscError } from "./iscError";

const MAX_RESTARTS = 3;

/**
 * Reads a collection to its end. Pages overlap by one member: where the member that ended one page does not begin the
 * next, something was created or deleted meanwhile and members moved between pages, so the listing starts over.
 *
 * @param page reads at most 250 members from an offset on
 * @throws IscError where the collection does not keep still for one listing in four
 */
export async function listAll<T extends { readonly id: string }>(
  page: (offset: number) => Promise<T[]>,
  what: string,
): Promise<T[]> {
  for (let restart = 0; restart <= MAX_RESTARTS; restart++) {
    const { all, moved } = await listOnce(page);
    if (!moved) {
      return all;
    }
  }
  throw new IscError({
    what,
    why: `the collection changed while it was read, ${MAX_RESTARTS + 1} times in a row`,
    hint: "Try again when fewer changes are being made",
  });
}

/** Reads a collection once to its end: what can be seen of it, of which some may be missing where members have moved. */
export async function listSeen<T extends { readonly id: string }>(
  page: (offset: number) => Promise<T[]>,
): Promise<T[]> {
  return (await listOnce(page, true)).all;
}

async function listOnce<T extends { readonly id: string }>(
  page: (offset: number) => Promise<T[]>,
  goOn = false,
): Promise<{ readonly all: T[]; readonly moved: boolean }> {
  const members = new Map<string, T>();
  let moved = false;
  let last: string | undefined;
  for (let offset = 0; ; offset += PAGE_SIZE - 1) {
    const got = await page(offset);
    moved ||= last !== undefined && got[0]?.id !== last;
    if (moved && !goOn) {
      return { all: [], moved };
    }
    for (const member of got) {
      members.set(member.id, member);
    }
    last = got.at(-1)?.id;
    // More than was asked for is all there is, from a tenant that does not page.
    if (got.length !== PAGE_SIZE) {
      return { all: [...members.values()], moved };
    }
  }
}
