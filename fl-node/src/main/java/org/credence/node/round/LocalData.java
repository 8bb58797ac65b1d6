package org.credence.node.round;

import java.util.List;
import java.util.SortedMap;
import org.credence.node.data.DatasetManifest;
import org.credence.node.data.RawRows;
import org.credence.protocol.MemberId;

/** A member's rows, where they lie. */
public final class LocalData implements MemberData {
    private final StudyBook book;
    private final RawRows rows;
    private final DatasetManifest manifest;

    /**
     * These rows of this member.
     *
     * @param salt {@link DatasetManifest#SALT_BYTES} secret bytes, the same after a restart
     */
    public LocalData(StudyBook book, MemberId member, RawRows rows, byte[] salt) {
        this.book = book;
        this.rows = rows;
        this.manifest = DatasetManifest.of(book.spec().study(), member, book.schema(), rows, salt);
    }

    @Override
    public byte[] manifest() {
        return manifest.encode();
    }

    @Override
    public PreparedStudy prepare(SortedMap<MemberId, byte[]> manifests) {
        List<DatasetManifest> all = book.manifests(manifests);
        return new PreparedStudy(book.math(all), book.standardization(all).encode(rows));
    }
}
