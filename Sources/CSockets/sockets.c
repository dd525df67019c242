#include "CSockets.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif

static int failure(void) { return errno > 0 ? -errno : -EIO; }

static void make_quick(int socket) {
  int on = 1;
  fcntl(socket, F_SETFD, FD_CLOEXEC);
  fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK);
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
#ifdef SO_NOSIGPIPE
  setsockopt(socket, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
}

static long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000L + time.tv_nsec / 1000000L;
}

// Waits until a socket is ready: above zero when it is, 0 when the time is over.
static int await(int socket, short events, long until) {
  while (1) {
    struct pollfd wait = {.fd = socket, .events = events};
    long rest = until - now();
    int ready = poll(&wait, 1, rest > 0 ? (int)rest : 0);
    if (ready >= 0) return ready;
    if (errno != EINTR) return failure();
  }
}

int hk_socket_listen(uint16_t port) {
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  if (listener < 0) return failure();
  int on = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  make_quick(listener);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) == 0 && listen(listener, 64) == 0) return listener;
  int error = failure();
  close(listener);
  return error;
}

int hk_socket_port(int listener) {
  struct sockaddr_in address = {0};
  socklen_t size = sizeof address;
  return getsockname(listener, (struct sockaddr *)&address, &size) == 0 ? ntohs(address.sin_port) : failure();
}

int hk_socket_accept(int listener, int milliseconds) {
  int ready = await(listener, POLLIN, now() + milliseconds);
  if (ready <= 0) return ready;
  int connection = accept(listener, NULL, NULL);
  if (connection < 0) {
    int error = failure();
    // Without descriptors the connection stays where it is: ask again a little later.
    if (error == -EMFILE || error == -ENFILE) poll(NULL, 0, 50);
    return error;
  }
  make_quick(connection);
  return connection;
}

long hk_socket_read(int connection, uint8_t *bytes, size_t count, int milliseconds) {
  long until = now() + milliseconds;
  while (1) {
    int ready = await(connection, POLLIN, until);
    if (ready < 0) return ready;
    if (ready == 0) return -ETIMEDOUT;
    ssize_t received = recv(connection, bytes, count, 0);
    if (received >= 0) return received;
    if (errno != EINTR && errno != EAGAIN) return failure();
  }
}

int hk_socket_write(int connection, const uint8_t *bytes, size_t count, int milliseconds) {
  long until = now() + milliseconds;
  while (count > 0) {
    ssize_t sent = send(connection, bytes, count, MSG_NOSIGNAL);
    if (sent >= 0) {
      bytes += sent;
      count -= (size_t)sent;
      continue;
    }
    if (errno != EINTR && errno != EAGAIN) return failure();
    int ready = await(connection, POLLOUT, until);
    if (ready < 0) return ready;
    if (ready == 0) return -ETIMEDOUT;
  }
  return 0;
}

void hk_socket_end(int connection) { shutdown(connection, SHUT_RDWR); }

void hk_socket_close(int connection) { close(connection); }
