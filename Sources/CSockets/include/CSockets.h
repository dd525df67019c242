#ifndef CSOCKETS_H
#define CSOCKETS_H

#include <stddef.h>
#include <stdint.h>

// Connections over the loopback interface, every wait with a limit. Results below zero are minus the system's error.

/// Listens on 127.0.0.1; port 0 takes any that is free.
int hk_socket_listen(uint16_t port);

/// The port that a socket listens on.
int hk_socket_port(int listener);

/// The next connection; 0 where none came in time.
int hk_socket_accept(int listener, int milliseconds);

/// Reads what there is, at most `count` bytes: how many, or 0 at the end of the stream.
long hk_socket_read(int connection, uint8_t *bytes, size_t count, int milliseconds);

/// Writes all of the bytes, or fails.
int hk_socket_write(int connection, const uint8_t *bytes, size_t count, int milliseconds);

/// Ends a connection in both directions, so that whoever waits for it goes on.
void hk_socket_end(int connection);

void hk_socket_close(int connection);

#endif
