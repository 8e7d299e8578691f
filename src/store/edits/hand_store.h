// store/edits/hand_store.h — OUT/hand.db: pictures of handwritten numbers and dates that people
// have confirmed ("strips"). The file exists only if the archive was told to keep strips.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/grey_strip.h"

namespace codau::store {

/// A picture of the handwritten number of a document, or of the day or the month of its date.
struct HandStrip {
  std::string doc_id;
  std::string part;    ///< one of kStripParts
  std::string value;   ///< the digits as written: "123", "05"; at most kMaxStripDigits
  std::string office;  ///< documents.organ_agency_id; may be empty
  GreyStrip picture;
  bool operator==(const HandStrip&) const = default;
};
inline constexpr std::string_view kStripParts[] = {"number", "day", "month"};
inline constexpr std::size_t kMaxStripDigits = 8;
/// Tells whether a text may be the value of a strip: 1 to kMaxStripDigits digits.
[[nodiscard]] bool is_strip_value(std::string_view value);

/// Reads and writes OUT/hand.db. One connection, used from one thread; a writer holds the lock of
/// the store. Every write is durable when its function returns. If the file is missing, there are
/// no strips and nothing is written. The content of the file is checked: invalid strips are left
/// out. Throws Error{kOutput} with path and cause.
class HandStore {
 public:
  enum class Access : std::uint8_t { kWrite, kLook };
  explicit HandStore(std::filesystem::path file, Access access = Access::kWrite);
  ~HandStore();
  HandStore(HandStore&&) noexcept;
  HandStore& operator=(HandStore&&) noexcept;

  /// Tells whether the archive keeps strips: the file exists.
  [[nodiscard]] bool is_there() const noexcept;
  /// Creates the file if it is missing.
  void create();

  /// Replaces the strip of the same document and part. Throws Error{kInternal} in three cases:
  /// 1. The part is not in kStripParts.
  /// 2. The value fails is_strip_value().
  /// 3. The picture is not sound.
  void save(const HandStrip& strip);
  /// Removes the strips of a document, or the strip of one part. Zeros overwrite the removed bytes,
  /// also in the log of writes unless a reader needs it.
  void remove(std::string_view doc_id);
  void remove(std::string_view doc_id, std::string_view part);
  /// Assigns the strips of a document to another office.
  void set_office(std::string_view doc_id, std::string_view office);
  /// Copies the strips of a document from another store. Keeps the parts that this store has
  /// already.
  void take(const HandStore& other, std::string_view doc_id);

  /// Returns the strips of a document, oldest first: at most one for each part.
  [[nodiscard]] std::vector<HandStrip> strips_of(std::string_view doc_id) const;
  /// Returns the strips of an office and a part, newest first, at most 500. Empty for an empty
  /// office.
  [[nodiscard]] std::vector<HandStrip> strips(std::string_view office, std::string_view part) const;

  /// Throws Error{kOutput} if SQLite finds the file damaged.
  void require_sound() const;
  /// Rewrites the file without unused space.
  void compact();

 private:
  struct Database;
  std::filesystem::path file_;
  std::unique_ptr<Database> db_;  ///< nothing if the file is missing
};

}  // namespace codau::store
