// An upload written after Pulumi's documentation: the input is the file's name, and its bytes are read and sent.
const pulumi = require("@pulumi/pulumi");
const { getToken } = require("./getToken.js");

const versionProvider = {
  async create(inputs) {
    const { readFile } = require("node:fs/promises");
    const answer = await fetch(
      `${process.env.SAIL_BASE_URL}/v2025/connector-customizers/${inputs.customizerId}/versions`,
      {
        method: "POST",
        headers: { authorization: `Bearer ${await getToken()}`, "content-type": "application/zip" },
        body: await readFile(inputs.file),
      },
    );
    if (!answer.ok) {
      throw new Error(`upload: ${answer.status} ${await answer.text()}`);
    }
    const { version } = await answer.json();
    return { id: `${inputs.customizerId}/${version}`, outs: { ...inputs, version } };
  },
};

exports.Version = class extends pulumi.dynamic.Resource {
  constructor(name, props, opts) {
    super(versionProvider, name, { version: undefined, ...props }, opts);
  }
};
