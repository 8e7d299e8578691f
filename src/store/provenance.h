// store/provenance.h — evidence and corrections of a document as one value each: a word that was
// changed costs some fifty bytes, not two hundred and fifty.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/records.h"

namespace codau::store {

/// Columns of `corrections`, as record::schema() has them.
enum Correction : std::uint8_t {
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

/// What the table `provenance` holds of a document, besides what readings.h makes. Its views expand
/// it in plain SQL.
struct Provenance {
  /// [[table_name, page_no, bbox, basis, [field, …], [row(, …)]], …]: a row is its id or, of a
  /// numbered table (ddl.h), its seq; [row, confidence] where that is not 1
  std::string evidence;
  /// {"how": [[rule, source, status], …],
  ///  "rows": [[table_name, row_id, [[field, page_no, number of its first,
  ///            [[start, before, after, how(, confidence(, end, actor, at))], …]], …]], …]};
  ///            without confidence it is 1, without end it is start and the length of before
  std::string corrections;
  std::string correction_ids;  ///< 16 bytes each, in that order
};

/// Ids and seqs of the rows of a document by table: a seq is short.
class RowSeqs {
 public:
  void add(const std::string& table, const std::string& row_id, std::int64_t seq);
  /// Nothing for rows of tables without seqs.
  [[nodiscard]] std::optional<std::int64_t> seq(const std::string& table,
                                                const std::string& row_id) const;
  /// Law: id(table, *seq(table, x)) == x. Nothing for a row that is not there.
  [[nodiscard]] std::optional<std::string> id(const std::string& table, std::int64_t seq) const;

 private:
  std::map<std::string, std::map<std::string, std::int64_t>, std::less<>> seqs_;
  std::map<std::string, std::map<std::int64_t, std::string>, std::less<>> ids_;
};

/// Of the rows of both tables. Law: unpacking gives them back, sorted by key, reals with four
/// decimals.
[[nodiscard]] Provenance pack(const std::vector<record::Row>& evidence,
                              const std::vector<record::Row>& corrections, const RowSeqs& seqs);
/// Both throw Error{kOutput} for what no pack() has made.
[[nodiscard]] std::vector<record::Row> unpack_evidence(std::string_view evidence,
                                                       const RowSeqs& seqs);
[[nodiscard]] std::vector<record::Row> unpack_corrections(std::string_view doc_id,
                                                          std::string_view corrections,
                                                          std::string_view ids);

}  // namespace codau::store
