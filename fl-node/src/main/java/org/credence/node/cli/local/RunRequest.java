package org.credence.node.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import org.credence.node.evidence.RunFolder;
import org.credence.node.store.AtomicFiles;
import org.credence.protocol.Digest;
import org.credence.protocol.encoding.CanonicalJson;
import org.credence.protocol.encoding.DecodeException;

/**
 * What a run was asked for. The same request with the same folder goes on where it was killed; another one is refused.
 *
 * @param command demo or run
 * @param study hash of the study file's text
 * @param ledger {@code embedded} or {@code fabric}
 */
public record RunRequest(String command, Digest study, long seed, int rounds, String ledger) {
    /**
     * Puts this request into the folder, or finds it there.
     *
     * @throws RunFolderException if the folder holds another request, or is in use for something else
     */
    public void claim(RunFolder folder) {
        try {
            if (Files.exists(folder.request())) {
                requireSame(folder);
                return;
            }
            if (Files.exists(folder.ledger())) {
                throw new RunFolderException(
                        folder.root() + " holds a ledger, but no run.json; name another folder with --out");
            }
            AtomicFiles.write(folder.request(), CanonicalJson.encode(this));
        } catch (IOException e) {
            throw new RunFolderException(
                    "%s cannot be written (%s); free some space or name another folder with --out"
                            .formatted(folder.root(), e),
                    e);
        }
    }

    private void requireSame(RunFolder folder) throws IOException {
        RunRequest earlier;
        try {
            earlier = CanonicalJson.decode(Files.readAllBytes(folder.request()), RunRequest.class);
        } catch (DecodeException e) {
            throw new RunFolderException(
                    "%s is damaged (%s); name another folder with --out".formatted(folder.request(), e.getMessage()),
                    e);
        }
        if (!earlier.equals(this)) {
            throw new RunFolderException(
                    "%s holds another run (%s, study file %s, seed %d, %d rounds, ledger %s); repeat that command, or name another folder with --out"
                            .formatted(
                                    folder.root(),
                                    earlier.command(),
                                    earlier.study().brief(),
                                    earlier.seed(),
                                    earlier.rounds(),
                                    earlier.ledger()));
        }
    }
}
