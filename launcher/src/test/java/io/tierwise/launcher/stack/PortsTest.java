package io.tierwise.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void usualPort_isGivenOnce() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    Ports ports = new Ports();
    assertThat(ports.choose(free)).isEqualTo(free);
    assertThat(ports.choose(free)).isNotEqualTo(free).isPositive();
  }

  @Test
  void takenPort_isReplaced_onWhicheverAddressItIsTaken() throws IOException {
    try (ServerSocket loopback = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket everywhere = new ServerSocket(0)) {
      Ports ports = new Ports();
      assertThat(ports.choose(loopback.getLocalPort())).isNotEqualTo(loopback.getLocalPort());
      assertThat(ports.choose(everywhere.getLocalPort())).isNotEqualTo(everywhere.getLocalPort());
    }
  }
}
