package org.credence.node.cli.local;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/** What everybody may know of a network's organizations: roots, certificates, revocation lists; no keys. */
final class PublicFiles {
    private static final List<String> ROOTS = List.of("authority/ca.pem", "authority/tlsca.pem");

    private PublicFiles() {}

    /**
     * Copies them, in place of what was there.
     *
     * @param network the folder of a network
     * @param to a run's folder of the network's public files
     */
    static void copy(Path network, Path to) throws IOException {
        try (Stream<Path> organizations = Files.list(network)) {
            for (Path organization : organizations
                    .filter(place -> Files.isDirectory(place.resolve("certificates")))
                    .toList()) {
                Path target = to.resolve(String.valueOf(organization.getFileName()));
                for (String root : ROOTS) {
                    copyFile(organization.resolve(root), target.resolve(root));
                }
                copyTree(organization.resolve("certificates"), target.resolve("certificates"));
            }
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return String.valueOf(folder.getFileName()).equals("keystore")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.toString().endsWith(".key")) {
                    copyFile(file, to.resolve(from.relativize(file)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void copyFile(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
}
