// pipeline/output/row_spool.h — what a worker sends of a document while it comes, kept outside of
// memory: texts and rows.
#pragma once

#include <compare>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/spool.h"
#include "record/ids.h"
#include "record/records.h"
#include "record/row_stream.h"
#include "store/row_file.h"

namespace codau::pipeline {

/// Texts behind each other. Law: text i is the i-th that was added.
class TextSpool {
 public:
  explicit TextSpool(const std::filesystem::path& folder) : bytes_(folder) {}
  [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
  void add(std::string_view text);
  [[nodiscard]] std::string text(std::size_t i) const;

 private:
  io::Spool bytes_;
  std::vector<std::uint64_t> ends_;
};

/// Rows of one document: a few as they are, more of a table in a file. Law: each() gives the rows
/// of a table that were added; by primary key where that is one id, else in the order in which they
/// came.
class RowSpool {
 public:
  explicit RowSpool(const std::filesystem::path& folder);
  [[nodiscard]] std::size_t size() const noexcept { return size_; }

  void add(const record::Table& table, const record::Row& row);
  void each(const record::Table& table, const record::RowSink& take);

 private:
  struct Place {
    record::UuidBytes id;
    std::uint64_t at;
    [[nodiscard]] auto operator<=>(const Place&) const = default;
  };
  struct OfTable {
    store::RowSpoolFile rows;
    std::vector<Place> places = {};  // of rows in the file whose key is one id
    std::vector<record::Row> few = {};
    std::size_t bytes = 0;  // of the few
  };
  void put(const record::Table& table, const record::Row& row, OfTable& to);
  void put_in_order(OfTable& of) const;

  std::filesystem::path folder_;
  std::map<std::string_view, OfTable> tables_;
  std::size_t size_ = 0;
};

}  // namespace codau::pipeline
