// export/delivery/delivered_digest.h — what a target is asked before rows are sent: whether it has
// already what would be delivered of a document.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "export/delivery/delivery.h"
#include "store/reader.h"

namespace codau::exports {

/// What holds for a whole delivery and decides on its rows.
struct DeliveryTerms {
  std::string version;  ///< of the program: rules may change with it, so that all is sent again
  bool include_unreviewed = false;
  bool provenance = false;
};
/// Behind the digest of what is delivered without provenance: before it stands that of the same
/// with it.
inline constexpr std::string_view kPlainMark = "-plain";

/// A digest of what is delivered of a document: a pure function of all that decides on it, so that
/// equal digests mean equal rows (unequal ones may, too: then they are sent for nothing). That is:
/// `stored`, the digest of all its rows in the store, human decisions among them; the terms; the
/// version of the schema; what a target refuses, which is a function of the row and the version of
/// the program; and `withheld`, sorted: what it names and others decide on, which are the closed
/// documents that it cites (their key is NULL in its row) and the agencies that are kept back (what
/// hangs on them is, too).
[[nodiscard]] std::string delivered_digest(std::string_view stored, const DeliveryTerms& terms,
                                           std::span<const std::string> withheld);

/// Of each document that is not closed. `delivery` need not have judged any document but those of
/// documents_in_doubt(). An empty digest: the store has none, and the document has to be sent.
[[nodiscard]] std::map<std::string, std::string> delivered_digests(const Delivery& delivery,
                                                                   const DeliveryTerms& terms);

}  // namespace codau::exports
