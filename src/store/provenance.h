// store/provenance.h — evidence and corrections of a document as one value each: a word that was
// changed costs some fifty bytes, not two hundred and fifty.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/records.h"
#include "record/row_stream.h"

namespace codau::store {

/// Columns of `corrections`, as record::schema() has them.
enum CorrectionColumn : std::uint8_t {
  kId,
  kDocument,
  kOfTable,
  kOfRow,
  kOfField,
  kOnPage,
  kStart,
  kEnd,
  kBefore,
  kAfter,
  kRule,
  kSource,
  kSure,
  kStatus,
  kActor,
  kAt,
  kCorrection
};

/// The seq of a row; nothing for rows of tables without seqs: a seq is short.
using SeqLookup =
    std::function<std::optional<std::int64_t>(std::string_view table, const std::string& row_id)>;
/// The row of a seq; nothing for one that is not there. Law: RowIdLookup(table, *SeqLookup(table,
/// x)) == x.
using RowIdLookup =
    std::function<std::optional<std::string>(std::string_view table, std::int64_t seq)>;

/// What the table `provenance` holds of the evidence of a document:
///   [[table_name, page_no, bbox, basis, [field, …], [row(, …)]], …]: a row is its id or, of a
///   numbered table (ddl.h), its seq; [row, confidence] where that is not 1.
/// Its views expand it in plain SQL. Of the rows those of one row of the document are in memory at
/// a time. Law: unpacking gives them back, sorted by key, reals with four decimals.
[[nodiscard]] std::string pack_evidence(const record::RowStream& rows, const SeqLookup& seq_of);
/// Both unpack…() throw Error{kOutput} for what no pack…() has made. `wants`: whose evidence; of
/// all tables where it is empty.
using TableFilter = std::function<bool(std::string_view table)>;
void unpack_evidence(std::string_view evidence, const RowIdLookup& id_of, const TableFilter& wants,
                     const record::RowSink& take);

/// What it holds of corrections, besides what ocr_delta.h makes; law and views as above.
struct PackedCorrections {
  /// {"how": [[rule, source, status], …],
  ///  "rows": [[table_name, row_id, [[field, page_no, number of its first,
  ///            [[start, before, after, how(, confidence(, end, actor, at))], …]], …]], …]};
  ///            without confidence it is 1, without end it is start and the length of before
  std::string corrections;
  std::string ids;  ///< 16 bytes each, in that order
};
[[nodiscard]] PackedCorrections pack_corrections(const std::vector<record::Row>& corrections);
/// As they were packed, not sorted.
void unpack_corrections(std::string_view doc_id, std::string_view corrections, std::string_view ids,
                        const record::RowSink& take);

}  // namespace codau::store
