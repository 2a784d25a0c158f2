/* The little application on GNU libmicrohttpd, with files of a folder: cc app_libmicrohttpd.c -lmicrohttpd */
#include <arpa/inet.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct text { char *octets; size_t length; };

static void append(struct text *text, const char *octets, size_t length) {
    text->octets = realloc(text->octets, text->length + length + 1);
    memcpy(text->octets + text->length, octets, length);
    text->length += length;
}

static enum MHD_Result add_line(void *lines, enum MHD_ValueKind kind, const char *name, const char *value) {
    append(lines, name, strlen(name));
    append(lines, ": ", 2);
    append(lines, value, strlen(value));
    append(lines, "\n", 1);
    return MHD_YES;
}

static enum MHD_Result respond(struct MHD_Connection *connection, unsigned status, const char *type,
                               struct MHD_Response *response) {
    MHD_add_response_header(response, "Content-Type", type);
    enum MHD_Result result = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return result;
}

static struct MHD_Response *copy(const char *octets, size_t length) {
    return MHD_create_response_from_buffer(length, (void *)octets, MHD_RESPMEM_MUST_COPY);
}

static enum MHD_Result serve_file(struct MHD_Connection *connection, const char *folder, const char *path) {
    char name[4096];
    struct stat status;
    const char *index = strcmp(path, "/") ? "" : "index.html";
    int fits = snprintf(name, sizeof name, "%s%s%s", folder, path, index) < (int)sizeof name;
    int file = fits && !strstr(path, "..") ? open(name, O_RDONLY) : -1;
    if (file < 0 || fstat(file, &status) || !S_ISREG(status.st_mode)) {
        if (file >= 0) close(file);
        return respond(connection, MHD_HTTP_NOT_FOUND, "text/plain", copy("not found\n", 10));
    }
    const char *ending = strrchr(name, '.');
    const char *type = ending && !strcmp(ending, ".html") ? "text/html" : "text/plain";
    return respond(connection, MHD_HTTP_OK, type, MHD_create_response_from_fd(status.st_size, file));
}

static enum MHD_Result answer(void *folder, struct MHD_Connection *connection, const char *path, const char *method,
                              const char *version, const char *octets, size_t *length, void **content) {
    if (!*content) return (*content = calloc(1, sizeof(struct text))) ? MHD_YES : MHD_NO;  /* the head has come */
    struct text *got = *content;
    if (*length) {  /* a part of the content has come */
        append(got, octets, *length);
        *length = 0;
        return MHD_YES;
    }
    if (!strcmp(path, "/echo"))
        return respond(connection, MHD_HTTP_OK, "application/octet-stream", copy(got->octets, got->length));
    if (!strcmp(path, "/headers")) {
        struct text lines = {0};
        MHD_get_connection_values(connection, MHD_HEADER_KIND, add_line, &lines);
        return respond(connection, MHD_HTTP_OK, "text/plain",
                       MHD_create_response_from_buffer(lines.length, lines.octets, MHD_RESPMEM_MUST_FREE));
    }
    int reads = !strcmp(method, "GET") || !strcmp(method, "HEAD");
    return serve_file(connection, folder, reads ? path : "..");
}

static void forget(void *nothing, struct MHD_Connection *connection, void **content,
                   enum MHD_RequestTerminationCode how) {
    struct text *got = *content;
    if (got) free(got->octets);
    free(got);
}

int main(int count, char **arguments) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(arguments[1]))};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (!MHD_start_daemon(MHD_USE_AUTO | MHD_USE_INTERNAL_POLLING_THREAD, 0, NULL, NULL, answer, arguments[2],
                          MHD_OPTION_SOCK_ADDR, &address, MHD_OPTION_NOTIFY_COMPLETED, forget, NULL, MHD_OPTION_END))
        return 1;
    for (;;) pause();
}
