// export/delivery/delivered_digest.h — computes a digest of the delivered rows of each document. A
// load into a database sends a document only if its digest differs from the digest of the last
// load. Terms (export/delivery/export_filter.h):
// 1. The store is the output folder of `codau run`.
// 2. An export delivers some rows of the store, and withholds the others.
// 3. A document is closed if it is secret or rejected: all its rows are withheld.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "export/delivery/export_filter.h"
#include "store/store_reader.h"

namespace codau::exports {

/// The settings of a whole delivery on which its rows depend.
struct DeliveryTerms {
  std::string version;              ///< version of the program, because rules may change with it
  bool include_unreviewed = false;  ///< ExportFilterOptions::include_unreviewed
  bool provenance = false;  ///< also deliver how values were read (export/delivery/row_source.h)
};
/// Suffix of each digest of a delivery without provenance. The rest of the digest is equal to the
/// digest of the same delivery with provenance.
inline constexpr std::string_view kPlainDigestSuffix = "-plain";

/// Returns a digest of the delivered rows of one document. Equal digests mean equal rows. Different
/// digests may also mean equal rows, which are then sent needlessly. The digest depends on:
/// 1. `stored`: the digest of all rows of the document in the store (StoreReader::digests());
/// 2. `terms`, and the version of the schema;
/// 3. `withheld_ids`: the ids of closed documents that the document cites, and of withheld agencies
///    that the document names, sorted.
[[nodiscard]] std::string compute_delivered_digest(std::string_view stored,
                                                   const DeliveryTerms& terms,
                                                   std::span<const std::string> withheld_ids);

/// Returns the digests of all documents that the user wants (ExportFilter::is_wanted()) and that
/// are not closed, by doc_id. An empty digest means that the store has no digest of the document.
/// Always send such a document. Precondition: ExportFilterOptions::judged of `filter` is unset, or
/// contains all of find_documents_in_doubt().
[[nodiscard]] std::map<std::string, std::string> compute_delivered_digests(
    const ExportFilter& filter, const DeliveryTerms& terms);

}  // namespace codau::exports
