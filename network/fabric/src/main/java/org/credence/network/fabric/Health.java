package org.credence.network.fabric;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** What a node's operations service on loopback says. For many threads. */
final class Health {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /** Whether the node says that it is well. */
    boolean isWell(String address, int operationsPort) {
        return get(address, operationsPort, "/healthz").isPresent();
    }

    /** A metric's value: of the first line whose name, labels included, begins like this. */
    Optional<Double> metric(String address, int operationsPort, String name) {
        return get(address, operationsPort, "/metrics")
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith(name))
                        .findFirst()
                        .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
    }

    /** Whether somebody listens. */
    static boolean listens(String address, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), Math.toIntExact(PATIENCE.toMillis()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<String> get(String address, int port, String path) {
        var request = HttpRequest.newBuilder(URI.create("http://" + address + ":" + port + path))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == OK ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FabricException("interrupted while asking a node for its health", e);
        }
    }
}
