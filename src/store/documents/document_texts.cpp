#include "store/documents/document_texts.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "core/error.h"
#include "core/message.h"
#include "io/compression.h"
#include "store/schema/database_identity.h"

namespace codau::store {
namespace {

constexpr std::int64_t kTextAsRead = 0, kTextChanges = 1;
constexpr std::size_t kPieceBytes = std::size_t{1} << 20U;

/// Stores a text in pieces of equal length, however the caller divides it: equal texts give equal
/// rows.
void save_pieces(const Connection& connection, std::string_view doc_id, std::int64_t kind,
                 const TextPieces& text) {
  Statement insert(connection, "INSERT INTO texts VALUES(?,?,?,?)");
  std::string gathered;
  std::int64_t number = 0;
  const auto put = [&](std::string_view piece) {
    insert.bind(1, doc_id).bind(2, kind).bind(3, number++);
    insert.bind_blob(4, io::compress(piece)).step();
  };
  text([&](std::string_view bytes) {
    while (!bytes.empty()) {
      const std::string_view more = bytes.substr(0, kPieceBytes - gathered.size());
      gathered += more;
      bytes.remove_prefix(more.size());
      if (gathered.size() < kPieceBytes) return;
      put(gathered);
      gathered.clear();
    }
  });
  if (!gathered.empty() || number == 0) put(gathered);
}

std::optional<std::string> load_pieces(const Connection& connection, std::string_view doc_id,
                                       std::int64_t kind) {
  Statement select(connection,
                   "SELECT packed FROM texts WHERE doc_id = ? AND kind = ? ORDER BY seq");
  std::optional<std::string> out;
  for (select.bind(1, doc_id).bind(2, kind); select.step();) {
    const auto piece = io::decompress(select.view(0), kPieceBytes);
    if (!piece) {
      throw Error(ErrorCode::kOutput,
                  connection.file().string() + ": " + make_damaged_file_message(connection.file()));
    }
    if (!out) out.emplace();
    *out += *piece;
  }
  return out;
}

}  // namespace

TextPieces whole_text(const std::string& text) {
  return [&text](const auto& take) { take(text); };
}

void save_texts(const Connection& connection, std::string_view doc_id, const TextPieces& as_read,
                const TextPieces& changes) {
  remove_texts(connection, doc_id);
  save_pieces(connection, doc_id, kTextAsRead, as_read);
  if (changes) save_pieces(connection, doc_id, kTextChanges, changes);
}

void remove_texts(const Connection& connection, std::string_view doc_id) {
  Statement(connection, "DELETE FROM texts WHERE doc_id = ?").bind(1, doc_id).step();
}

std::optional<DocumentTexts> load_texts(const Connection& connection, std::string_view doc_id) {
  auto as_read = load_pieces(connection, doc_id, kTextAsRead);
  if (!as_read) return std::nullopt;
  return DocumentTexts{*std::move(as_read), load_pieces(connection, doc_id, kTextChanges)};
}

}  // namespace codau::store
