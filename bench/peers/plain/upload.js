const { Customizer } = require("./customizer.js");
const { Version } = require("./version.js");

const customizer = new Customizer("c", { name: "upload" });
new Version("v", { customizerId: customizer.id, file: process.env.BENCH_ARCHIVE });
