package io.tierwise.campaign;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server that keeps what it gets; some addresses it does not know, some are busy once. */
final class MailServer implements AutoCloseable {
  final List<MimeMessage> mails = new CopyOnWriteArrayList<>();
  private final List<String> seenBusy = new CopyOnWriteArrayList<>();
  private final SMTPServer server;

  MailServer() {
    server =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .messageHandlerFactory(Handler::new)
            .build();
    server.start();
  }

  int port() {
    return server.getPortAllocated();
  }

  List<MimeMessage> to(String address) {
    return mails.stream()
        .filter(
            mail -> {
              try {
                return mail.getAllRecipients()[0].toString().equals(address);
              } catch (MessagingException e) {
                throw new IllegalStateException(e);
              }
            })
        .toList();
  }

  @Override
  public void close() {
    server.stop();
  }

  private final class Handler implements MessageHandler {
    Handler(MessageContext context) {}

    @Override
    public void from(String from) {}

    @Override
    public void recipient(String recipient) throws RejectException {
      if (recipient.startsWith("nobody")) {
        throw new RejectException(550, "5.1.1 no such user");
      }
      if (recipient.startsWith("busy") && !seenBusy.contains(recipient)) {
        seenBusy.add(recipient);
        throw new RejectException(450, "4.2.1 try again later");
      }
    }

    @Override
    public String data(InputStream data) throws IOException {
      try {
        mails.add(
            new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(data.readAllBytes())));
      } catch (MessagingException e) {
        throw new IllegalStateException(e);
      }
      return null;
    }

    @Override
    public void done() {}
  }
}
