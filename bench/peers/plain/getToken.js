exports.getToken = async function getToken() {
  const answer = await fetch(`${process.env.SAIL_BASE_URL}/oauth/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: process.env.SAIL_CLIENT_ID,
      client_secret: process.env.SAIL_CLIENT_SECRET,
    }),
  });
  return (await answer.json()).access_token;
};
