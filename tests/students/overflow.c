/* A request line is copied into buffers that may be too short for it. Usage: overflow PORT */
#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PAGE "<html><body><h1>Hello from C</h1></body></html>\n"

static void reply(int fd, const char *status, const char *body)
{
    dprintf(fd, "HTTP/1.1 %s\r\nContent-Type: text/html\r\n", status);
    dprintf(fd, "Content-Length: %zu\r\nConnection: close\r\n\r\n%s", strlen(body), body);
}

static int asks_for_the_page(const char *request)
{
    char method[16], path[64];
    return sscanf(request, "%s %s", method, path) == 2 && !strcmp(method, "GET") && !strcmp(path, "/");
}

static void handle(int fd)
{
    char request[2048];
    ssize_t length = read(fd, request, sizeof request - 1);
    if (length <= 0)
        return;
    request[length] = '\0';
    if (asks_for_the_page(request))
        reply(fd, "200 OK", PAGE);
    else
        reply(fd, "404 Not Found", "Not found\n");
}

int main(int argc, char *argv[])
{
    int yes = 1, listener = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[argc - 1]))};
    signal(SIGPIPE, SIG_IGN);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 10))
        return 1;
    while (1) {
        int fd = accept(listener, NULL, NULL);
        handle(fd);
        close(fd);
    }
}
