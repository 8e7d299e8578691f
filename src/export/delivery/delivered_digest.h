// export/delivery/delivered_digest.h — digests that tell whether a target already holds the
// delivered rows of a document. They are compared before rows are sent.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "export/delivery/delivery.h"
#include "store/reader.h"

namespace codau::exports {

/// Settings of a whole delivery that decide on its rows.
struct DeliveryTerms {
  std::string version;  ///< of the program: a new version may change rules, so all is sent again
  bool include_unreviewed = false;
  bool provenance = false;
};
/// Suffix of the digest of a delivery without provenance. The part before it equals the digest of
/// the same delivery with provenance.
inline constexpr std::string_view kPlainMark = "-plain";

/// Returns a digest of the delivered rows of a document. Equal digests mean equal rows. Different
/// digests may mean equal rows, too: then the rows are sent needlessly. The digest is a pure
/// function of these inputs:
/// 1. `stored`: the digest of all rows of the document in the store, human decisions included.
/// 2. The terms and the version of the schema.
/// 3. The refusals of a target, a function of the row and the program version.
/// 4. `withheld`, sorted: the closed documents that the document cites (their key is NULL in its
///    row), and the agencies kept back (with all rows that depend on them).
[[nodiscard]] std::string delivered_digest(std::string_view stored, const DeliveryTerms& terms,
                                           std::span<const std::string> withheld);

/// Returns the digest of each wanted document that is not closed. `delivery` needs to have judged
/// only the documents of documents_in_doubt(). An empty digest means that the store has none, and
/// the document must be sent.
[[nodiscard]] std::map<std::string, std::string> delivered_digests(const Delivery& delivery,
                                                                   const DeliveryTerms& terms);

}  // namespace codau::exports
