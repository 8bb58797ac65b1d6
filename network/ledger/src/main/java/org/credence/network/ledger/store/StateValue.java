package org.credence.network.ledger.store;

import com.google.protobuf.ByteString;
import org.credence.network.ledger.message.Version;

/** A value of the state and which transaction wrote it. */
public record StateValue(Version version, ByteString value) {}
