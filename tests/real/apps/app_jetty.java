// The little application on Jetty, beside its handler of files: java -cp JARS app_jetty.java PORT FOLDER

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.DefaultHandler;
import org.eclipse.jetty.server.handler.HandlerList;
import org.eclipse.jetty.server.handler.ResourceHandler;

class Application extends AbstractHandler {
    public static void main(String[] arguments) throws Exception {
        Server server = new Server(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])));
        ResourceHandler files = new ResourceHandler();
        files.setResourceBase(arguments[1]);
        ContextHandler folder = new ContextHandler("/"); // without it, a folder's index is answered by a redirection
        folder.setHandler(files);
        server.setHandler(new HandlerList(new Application(), folder, new DefaultHandler()));
        server.start();
    }

    /** Answer the two paths, and leave all others to the handlers behind this one. */
    @Override
    public void handle(String path, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (path.equals("/echo")) {
            respond(base, response, "application/octet-stream", request.getInputStream().readAllBytes());
        } else if (path.equals("/headers")) {
            respond(base, response, "text/plain", lines(request).getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static String lines(HttpServletRequest request) {
        StringBuilder lines = new StringBuilder();
        for (String name : Collections.list(request.getHeaderNames())) {
            for (String value : Collections.list(request.getHeaders(name))) {
                lines.append(name).append(": ").append(value).append("\n");
            }
        }
        return lines.toString();
    }

    private static void respond(Request base, HttpServletResponse response, String type, byte[] content)
            throws IOException {
        base.setHandled(true);
        response.setContentType(type);
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }
}
