/* The floor: the least that a durable answer to a payment costs on this machine.
 *
 * It reads the same bytes as the processing centre, frames requests by content-length, writes the bodies of all
 * requests that are ready to a file, makes them durable with ONE fdatasync, and only then answers each with the same
 * head and a JSON of the same size. It knows no rules, no logins and no books. Its file is laid out beforehand and
 * written in a ring, as SQLite writes its WAL: a file that grows costs a commit of the file system's journal as well.
 *
 *   floor FILE   durable;    floor   answers and keeps nothing: what the load generator can do by itself.
 *
 * The port is any free one of the loopback, printed as one line; the end of standard input ends the program.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CONNECTIONS = 1024, ROOM = 32 * 1024, ID = 36, ANSWER = 512, RING = 64 * 1024 * 1024 };

struct connection {
    size_t used;
    char bytes[ROOM + 1];
};

struct answer {
    int socket;
    int size;
    char bytes[ANSWER];
};

static struct connection *connections[CONNECTIONS];
static struct answer answers[CONNECTIONS];
static int answering;
static char journal[CONNECTIONS * ROOM];
static size_t journal_used;
static int file = -1;
static off_t file_at;

static void die(const char *what) {
    perror(what);
    exit(1);
}

static void drop(int socket) {
    free(connections[socket]);
    connections[socket] = NULL;
    close(socket);
}

static void refuse(int socket) {
    static const char words[] = "HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
    if (write(socket, words, sizeof words - 1) < 0) {
        /* it left already */
    }
    drop(socket);
}

/* Keep the body for the batch's fdatasync and prepare the answer that may go only after it. */
static int accept_payment(int socket, const char *body, size_t size) {
    static const char name[] = "\"payment_id\":\"";
    const char *id = memmem(body, size, name, sizeof name - 1);
    if (id == NULL || id + sizeof name - 1 + ID > body + size || journal_used + size > sizeof journal) return -1;
    id += sizeof name - 1;
    memcpy(journal + journal_used, body, size);
    journal_used += size;
    char json[ANSWER];
    int length = snprintf(json, sizeof json,
        "{\"payment_id\":\"%.*s\",\"number\":913428712345678901,\"status\":\"authorized\","
        "\"accepted_at\":\"2026-01-01T00:00:00.000000Z\"}", ID, id);
    struct answer *one = &answers[answering++];
    one->socket = socket;
    one->size = snprintf(one->bytes, sizeof one->bytes,
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\nx-trace-id: %.*s\r\n\r\n%s",
        length, 12, id + ID - 12, json);
    return 0;
}

/* Take the whole requests out of what has come; one that is not a payment is refused. */
static void read_requests(int socket) {
    struct connection *from = connections[socket];
    ssize_t came = read(socket, from->bytes + from->used, ROOM - from->used);
    if (came <= 0) {
        if (came == 0 || (errno != EAGAIN && errno != EINTR)) drop(socket);
        return;
    }
    from->used += (size_t)came;
    from->bytes[from->used] = 0;
    char *end = strstr(from->bytes, "\r\n\r\n");
    if (end == NULL) {
        if (from->used == ROOM) refuse(socket);
        return;
    }
    const char *length = strcasestr(from->bytes, "\r\ncontent-length:");
    if (strncmp(from->bytes, "POST /v1/payments ", 18) != 0 || length == NULL || length > end) {
        refuse(socket);
        return;
    }
    size_t size = strtoul(length + 17, NULL, 10);
    size_t whole = (size_t)(end + 4 - from->bytes) + size;
    if (whole > ROOM) {
        refuse(socket);
        return;
    }
    if (from->used < whole) return;
    if (from->used > whole || accept_payment(socket, end + 4, size) < 0) {
        refuse(socket); /* nobody sends the next request before this one's answer */
        return;
    }
    from->used = 0;
}

static void make_durable(void) {
    if (file >= 0 && journal_used > 0) {
        if (file_at + (off_t)journal_used > RING) file_at = 0;
        if (pwrite(file, journal, journal_used, file_at) != (ssize_t)journal_used) die("write");
        file_at += (off_t)journal_used;
        if (fdatasync(file) < 0) die("fdatasync");
    }
    journal_used = 0;
}

static void send_answers(void) {
    for (int at = 0; at < answering; at++)
        if (write(answers[at].socket, answers[at].bytes, (size_t)answers[at].size) != answers[at].size)
            drop(answers[at].socket);
    answering = 0;
}

static void welcome(int epoll, int listener) {
    int socket;
    while ((socket = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
        int on = 1;
        if (socket >= CONNECTIONS || (connections[socket] = calloc(1, sizeof(struct connection))) == NULL) {
            close(socket);
            continue;
        }
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        struct epoll_event watch = {.events = EPOLLIN, .data.fd = socket};
        if (epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &watch) < 0) drop(socket);
    }
}

static void lay_out(const char *path) {
    file = open(path, O_WRONLY | O_CREAT, 0600);
    if (file < 0) die(path);
    for (off_t at = 0; at < RING; at += (off_t)sizeof journal)
        if (pwrite(file, journal, sizeof journal, at) != (ssize_t)sizeof journal) die(path);
    if (fsync(file) < 0) die(path);
}

static int listen_on_any_port(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (listener < 0 || bind(listener, (struct sockaddr *)&address, size) < 0 || listen(listener, 1024) < 0) die("port");
    if (getsockname(listener, (struct sockaddr *)&address, &size) < 0) die("port");
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    return listener;
}

int main(int count, char **words) {
    if (count > 1) lay_out(words[1]);
    int listener = listen_on_any_port();
    int epoll = epoll_create1(0);
    struct epoll_event ready[CONNECTIONS];
    struct epoll_event door = {.events = EPOLLIN, .data.fd = listener};
    struct epoll_event parent = {.events = EPOLLIN, .data.fd = STDIN_FILENO};
    if (epoll < 0 || epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &door) < 0) die("epoll");
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, STDIN_FILENO, &parent) < 0) die("standard input must be a pipe");
    for (;;) {
        int number = epoll_wait(epoll, ready, CONNECTIONS, -1);
        for (int at = 0; at < number; at++) {
            int socket = ready[at].data.fd;
            char nothing;
            if (socket == listener) welcome(epoll, listener);
            else if (socket != STDIN_FILENO) read_requests(socket);
            else if (read(STDIN_FILENO, &nothing, 1) <= 0) return 0;
        }
        make_durable();
        send_answers();
    }
}
