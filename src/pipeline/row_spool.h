// pipeline/row_spool.h — what a worker sends of a document while it comes, kept outside of memory:
// bytes, texts and rows.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/each_row.h"
#include "record/records.h"

namespace codau::pipeline {

/// Bytes behind each other: few of them in memory, more in a file without a name, which goes with
/// the process however that ends. Errors: Error{kOutput} with the folder.
class Spool {
 public:
  /// The file lies in `folder`, which is made when the file is.
  explicit Spool(std::filesystem::path folder) : folder_(std::move(folder)) {}
  ~Spool();
  Spool(Spool&& other) noexcept;
  Spool& operator=(Spool&&) = delete;

  [[nodiscard]] std::uint64_t size() const noexcept { return in_file_ + held_.size(); }
  void add(std::string_view bytes);
  /// Precondition: they are there.
  [[nodiscard]] std::string read(std::uint64_t at, std::size_t count) const;
  /// What is in memory from there on; nothing of what is in the file.
  [[nodiscard]] std::string_view held(std::uint64_t at) const {
    return at < in_file_ ? std::string_view() : std::string_view(held_).substr(at - in_file_);
  }

 private:
  void write_out();

  std::filesystem::path folder_;
  std::string held_;  // behind what is in the file
  std::uint64_t in_file_ = 0;
  int fd_ = -1;
};

/// Texts behind each other. Law: text i is the i-th that was added.
class TextSpool {
 public:
  explicit TextSpool(const std::filesystem::path& folder) : bytes_(folder) {}
  [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
  void add(std::string_view text);
  [[nodiscard]] std::string text(std::size_t i) const;

 private:
  Spool bytes_;
  std::vector<std::uint64_t> ends_;
};

/// Rows of one document: a few as they are, more of a table in a spool. Law: each() gives the rows
/// of a table that were added; by primary key where that is one id, else in the order in which they
/// came.
class RowSpool {
 public:
  explicit RowSpool(const std::filesystem::path& folder);
  [[nodiscard]] std::size_t size() const noexcept { return size_; }

  void add(const record::Table& table, const record::Row& row);
  void each(const record::Table& table, const record::TakeRow& take);

 private:
  struct Place {
    std::array<unsigned char, 16> id;
    std::uint64_t at;
    [[nodiscard]] auto operator<=>(const Place&) const = default;
  };
  struct OfTable {
    Spool rows;
    std::vector<Place> places = {};  // of rows in the spool whose key is one id
    std::vector<record::Row> few = {};
  };
  void put(const record::Table& table, const record::Row& row, OfTable& to);

  std::map<std::string_view, OfTable> tables_;
  std::size_t size_ = 0;
};

}  // namespace codau::pipeline
