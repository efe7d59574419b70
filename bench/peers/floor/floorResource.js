const pulumi = require("@pulumi/pulumi");

/** A resource in its cheapest form: its provider is a `require`, not serialized code. */
exports.FloorResource = class extends pulumi.CustomResource {
  constructor(name, props) {
    const provider = `exports.handler = () => require(${JSON.stringify(require.resolve("./provider.js"))}).handler();`;
    super("pulumi-nodejs:dynamic/bench:Floor", name, { ...props, __provider: provider });
  }
};
