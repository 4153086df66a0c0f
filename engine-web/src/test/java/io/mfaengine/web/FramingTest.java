package io.mfaengine.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.requirements.Requirement;
import io.mfaengine.web.Wire.Reply;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that a proxy in front of us could frame in another way than we do. */
final class FramingTest {
    private final World world = new World();

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/users/usr_1 HTTP/1.1\nHost: x\nAUTH\nConnection: close\n\n",
                "GET /v1/users/usr_1 HTTP/1.1\r\nHost: x\r\nAUTH\nX: y\r\nConnection: close\r\n\r\n",
                "POST /v1/validate HTTP/1.1\r\nHost: x\r\nAUTH\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\n{}",
                "POST /v1/validate HTTP/1.1\r\nHost: x\r\nAUTH\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /v1/validate HTTP/1.1\r\nHost: x\r\nAUTH\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "GET /v1/users/usr_1 HTTP/1.1\r\nHost: x\r\nAuthorization : Basic x\r\nConnection: close\r\n\r\n",
                "GET /v1/users/usr_1 HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\nAUTH\r\nConnection: close\r\n\r\n",
                "GET /v1/users/usr_1 HTTP/1.1\r\nHost: x\r\nHost: y\r\nAUTH\r\nConnection: close\r\n\r\n",
                "GET http://other/v1/users/usr_1 HTTP/1.1\r\nHost: x\r\nAUTH\r\nConnection: close\r\n\r\n",
                "GET /v1/users/usr_1 HTTP/1.1\r\nAUTH\r\nConnection: close\r\n\r\n",
                "GET /v1/users/usr_1\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n",
            })
    @Requirement("R83")
    void whatCanBeReadInTwoWaysIsReadInNone(String request) {
        byte[] bytes = request.replace("AUTH", Wire.KEY).getBytes(StandardCharsets.ISO_8859_1);
        Reply reply = Wire.raw(world.server.port(), bytes);
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.body()).startsWith("{\"error\":\"invalid_request\"");
    }

    @Test
    void aWellFramedRequestIsAnswered() {
        Reply reply = Wire.send(world.server.port(), new byte[0], "GET /v1/users/usr_1 HTTP/1.1", Wire.KEY);
        assertThat(reply.status()).isEqualTo(200);
    }
}
