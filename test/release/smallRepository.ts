import { execFileSync } from "node:child_process";
import { folderOf } from "../support/folder";

/** A repository on main with these files committed, gone with the test. */
export function smallRepository(files: Readonly<Record<string, string>>): {
  readonly folder: string;
  git(...args: string[]): string;
} {
  const folder = folderOf(files);
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, encoding: "utf8" }).trim();
  git("init", "--quiet", "--initial-branch", "main");
  git("config", "user.name", "Somebody");
  git("config", "user.email", "somebody@example.com");
  git("add", "--all");
  git("commit", "--quiet", "--allow-empty", "--message", "First");
  return { folder, git };
}
