require("../dist/provider/endOnOldNode.js");
// The entry for engines that start the folder through its PulumiPlugin.yaml.
require("../dist/provider/hosts/plugin/main.js").startPlugin(process.argv.slice(2));
