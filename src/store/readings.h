// store/readings.h — text as it was read, kept beside what it became as the way back: a word that
// was changed costs a dozen bytes, and neither the text nor the word is there twice.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "record/records.h"

namespace codau::store {

/// Of one document, while it is written. A text as it was read is kept as
///   ''                       where it is the same;
///   [number of its first id, page_no, [start, word(, confidence)], …]
///                            each an applied row of `corrections`, in order; without confidence
///                            it is 1. Their ids, 16 bytes each, stand together;
///   "the text itself"        where the corrections do not lead back to it.
/// Its views expand it in plain SQL (store/ddl.h).
class ReadingWriter {
 public:
  /// The rows of `corrections` of the document, which have to outlive this.
  explicit ReadingWriter(const std::vector<record::Row>& corrections);

  /// What became of `as_read` is `value`.
  [[nodiscard]] std::string keep(const record::Value& table, const record::Value& row_id,
                                 const record::Value& field, const std::string& value,
                                 const std::string& as_read);
  /// {"how": [[rule, source], …], "words": [[before, after(, how)], …]}: what words became, each
  /// once; without how it is the first.
  [[nodiscard]] std::string words() const;
  [[nodiscard]] const std::string& ids() const noexcept { return ids_; }
  /// Corrections that no reading has taken.
  [[nodiscard]] std::vector<record::Row> rest() const;

 private:
  using Word = std::array<record::Value, 4>;
  [[nodiscard]] std::size_t number_of(const record::Row& row);

  std::map<std::tuple<record::Value, record::Value, record::Value>,
           std::vector<const record::Row*>>
      changes_;  ///< by table, row and field, in the order of the text
  std::map<Word, std::size_t> numbers_;
  std::vector<Word> words_;
  std::string ids_;
};

/// Of one document, while it is read. Both calls throw Error{kOutput} for what no ReadingWriter
/// has made.
class ReadingReader {
 public:
  ReadingReader() = default;
  ReadingReader(std::string_view words, std::string ids);

  /// Law: as_read(value, keep(…, value, text)) == text.
  [[nodiscard]] std::string as_read(const std::string& value, const std::string& kept) const;
  /// The corrections that `kept` stands for, behind those in `out`; `place` has doc_id,
  /// table_name, row_id and field.
  void add_corrections(const record::Row& place, const std::string& kept,
                       std::vector<record::Row>& out) const;

 private:
  struct Kept;
  [[nodiscard]] Kept read(const std::string& kept) const;

  std::vector<std::array<record::Value, 4>> words_;
  std::string ids_;
};

}  // namespace codau::store
