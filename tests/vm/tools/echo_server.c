// The request-and-answer server that any other can be measured against: as little code as Unix sockets allow.
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static const char usage[] =
    "usage: echo_server PATH\n\n"
    "Listens on the Unix socket PATH and answers each line it is sent with\n"
    "{\"status\":\"success\",\"message\":\"pong\"}. Runs until it is killed.\n";

static const char answer[] = "{\"status\":\"success\",\"message\":\"pong\"}\n";

enum { max_clients = 64 };

static int listen_at(const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    if (strlen(path) >= sizeof address.sun_path) {
        fprintf(stderr, "%s: too long for a socket\n", path);
        return -1;
    }
    strcpy(address.sun_path, path);
    unlink(path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) < 0 || listen(fd, max_clients) < 0) {
        perror(path);
        return -1;
    }
    return fd;
}

// Answers as many lines as ended in what has come; false where the client is gone. No line needs to be kept.
static int answer_lines(int fd)
{
    char bytes[4096];
    ssize_t length = recv(fd, bytes, sizeof bytes, 0);
    for (ssize_t i = 0; i < length; i++)
        if (bytes[i] == '\n' && send(fd, answer, sizeof answer - 1, MSG_NOSIGNAL) < 0)
            return 0;
    return length > 0;
}

int main(int argc, char **argv)
{
    if (argc != 2 || argv[1][0] == '-') {
        fputs(usage, stderr);
        return 2;
    }
    struct pollfd sockets[1 + max_clients] = { { .fd = listen_at(argv[1]), .events = POLLIN } };
    int count = 1;
    if (sockets[0].fd < 0)
        return 1;

    while (poll(sockets, count, -1) > 0) {
        for (int i = count - 1; i > 0; i--) {
            if (sockets[i].revents == 0 || answer_lines(sockets[i].fd))
                continue;
            close(sockets[i].fd);
            sockets[i] = sockets[--count];
        }
        if (sockets[0].revents != 0 && count <= max_clients)
            sockets[count++] = (struct pollfd){ .fd = accept(sockets[0].fd, NULL, NULL), .events = POLLIN };
    }
    return 1;
}
