// The floor: a provider with the same inputs and outputs as ours that answers at once, without any request.
let next = 0;

const answered = {
  tenantId: "0f8fad5b-d9cb-469f-a165-70867728950e",
  created: "2026-01-01T00:00:00.000Z",
};

exports.handler = () => ({
  check: async (_olds, news) => ({ inputs: news, failures: [] }),
  diff: async (_id, olds, news) => ({ changes: olds.name !== news.name }),
  create: async (inputs) => ({
    id: `00000000-0000-4000-8000-${String(next++).padStart(12, "0")}`,
    outs: { ...inputs, ...answered },
  }),
  read: async (id, props) => ({ id, props }),
  update: async (_id, _olds, news) => ({ outs: { ...news, ...answered } }),
  delete: async () => {},
});
