// The little application on Deno.serve, and an echo of WebSocket messages: deno run --allow-net app_deno.js PORT
const OCTETS = { "content-type": "application/octet-stream" };
const TEXT = { "content-type": "text/plain" };

function echoMessages(request) {
  try {
    const { socket, response } = Deno.upgradeWebSocket(request);
    socket.binaryType = "arraybuffer"; // a Blob would be read later, so that messages could change places
    socket.onmessage = ({ data }) => socket.send(data);
    return response;
  } catch (error) { // Deno does not take the request for a handshake
    return new Response(`${error.message}\n`, { status: 400, headers: TEXT });
  }
}

async function answer(request) {
  if (!URL.canParse(request.url)) return new Response("not a URL\n", { status: 400, headers: TEXT });
  const { pathname } = new URL(request.url);
  if (pathname === "/" && ["GET", "HEAD"].includes(request.method)) return new Response("hello\n", { headers: TEXT });
  if (pathname === "/echo") return new Response(await request.bytes(), { headers: OCTETS });
  if (pathname === "/headers") {
    const lines = [...request.headers].map(([name, value]) => `${name}: ${value}\n`);
    return new Response(lines.join(""), { headers: TEXT });
  }
  if (pathname === "/socket") return echoMessages(request);
  return new Response("not found\n", { status: 404, headers: TEXT });
}

Deno.serve({ hostname: "127.0.0.1", port: Number(Deno.args[0]) }, answer);
