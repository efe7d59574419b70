/**
 * Says what is wrong with the version of Node.js. Commands call it before anything is installed or compiled, and on every version
 * of Node.js: keep to old syntax and need no package.
 *
 * 21 and the first releases of 22 are newer than 20.19, but cannot `require` an ES module.
 *
 * @param {string} version such as "20.19.0"
 * @param {string} path of the executable
 * @returns {string | undefined} undefined if the version will do
 */
exports.nodeProblem = (version, path) => {
  const [major, minor] = version.split(".").map(Number);
  const needed = major < 21 ? [20, 19] : [22, 12];
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) {
    return undefined;
  }
  return (
    `pulumi-sailpoint needs Node.js ${needed.join(".")} or newer; this is ${version} (${path}). ` +
    "Install a newer one (https://nodejs.org), or put it first on PATH."
  );
};
