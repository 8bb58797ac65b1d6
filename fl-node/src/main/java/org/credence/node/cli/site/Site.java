package org.credence.node.cli.site;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.credence.ledger.Ledger;
import org.credence.node.config.NodeFile;
import org.credence.node.store.UpdateStore;
import org.credence.node.update.UpdateExchange;
import org.credence.protocol.MemberId;

/**
 * What a member's node works with.
 *
 * @param ledger under the member's certificate
 * @param board under the board seat's certificate; asked for only where the file gives it a standing order
 * @param members whom to ask for content: the active members, as the ledger has them now
 * @param listener is told whenever a study stands otherwise than before; called by several threads
 */
public record Site(
        NodeFile file,
        SiteFolder folder,
        Ledger ledger,
        Supplier<Ledger> board,
        UpdateStore store,
        UpdateExchange exchange,
        Supplier<List<MemberId>> members,
        Consumer<SeatStatus> listener,
        InstantSource clock) {}
