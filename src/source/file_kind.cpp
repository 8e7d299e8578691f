#include "source/file_kind.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace codau::image {
namespace {

using namespace std::literals;

/// Of a long file so much is looked at, at either end.
constexpr std::size_t kLooked = std::size_t{64} << 10U;
/// … and so much of a text.
constexpr std::size_t kTextLooked = 4096;

struct Magic {
  std::size_t at;
  std::string_view bytes;
  FileKind kind;
};

constexpr auto kContainers = std::to_array<Magic>({
    {0, "PK\3\4"sv, {"ZIP", Cause::kArchive}},
    {0, "PK\5\6"sv, {"ZIP", Cause::kArchive}},
    {0, "PK\7\10"sv, {"ZIP", Cause::kArchive}},
    {0, "Rar!\x1A\7"sv, {"RAR", Cause::kArchive}},
    {0, "7z\xBC\xAF\x27\x1C"sv, {"7z", Cause::kArchive}},
    {0, "\x1F\x8B\x08"sv, {"gzip", Cause::kArchive}},
    {0, "BZh"sv, {"bzip2", Cause::kArchive}},
    {0,
     "\xFD"
     "7zXZ\0"sv,
     {"xz", Cause::kArchive}},
    {0, "\x28\xB5\x2F\xFD"sv, {"Zstandard", Cause::kArchive}},
    {0, "MSCF\0\0\0\0"sv, {"CAB", Cause::kArchive}},
    {257, "ustar"sv, {"tar", Cause::kArchive}},
    {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, {"OLE2", Cause::kOffice}},
    {0, "{\\rtf"sv, {"RTF", Cause::kOffice}},
});

constexpr auto kOthers = std::to_array<Magic>({
    {4, "ftyphei"sv, {"HEIC", Cause::kPictureKind}},
    {4, "ftyphev"sv, {"HEIC", Cause::kPictureKind}},
    {4, "ftypmif1"sv, {"HEIC", Cause::kPictureKind}},
    {4, "ftypmsf1"sv, {"HEIC", Cause::kPictureKind}},
    {4, "ftypavi"sv, {"AVIF", Cause::kPictureKind}},
    {0, "GIF8"sv, {"GIF", Cause::kPictureKind}},
    {0, "AT&TFORM"sv, {"DjVu", Cause::kPictureKind}},
    {0, "8BPS"sv, {"Photoshop", Cause::kPictureKind}},
    {0, "\0\0\0\x0CJXL \r\n\x87\n"sv, {"JPEG XL", Cause::kPictureKind}},
    {0, "\x97JB2\r\n\x1A\n"sv, {"JBIG2", Cause::kPictureKind}},
    {4, "ftyp"sv, {"MP4", Cause::kMedia}},
    {8, "WAVE"sv, {"WAV", Cause::kMedia}},
    {8, "AVI "sv, {"AVI", Cause::kMedia}},
    {0, "ID3"sv, {"MP3", Cause::kMedia}},
    {0, "\xFF\xFB"sv, {"MP3", Cause::kMedia}},
    {0, "OggS"sv, {"Ogg", Cause::kMedia}},
    {0, "fLaC"sv, {"FLAC", Cause::kMedia}},
    {0, "#!AMR"sv, {"AMR", Cause::kMedia}},
    {0, "\x1A\x45\xDF\xA3"sv, {"Matroska", Cause::kMedia}},
    {0, "\0\0\1\xBA"sv, {"MPEG", Cause::kMedia}},
    {0, "\x30\x26\xB2\x75\x8E\x66\xCF\x11"sv, {"Windows Media", Cause::kMedia}},
});

template <std::size_t N>
FileKind find(const std::array<Magic, N>& list, std::string_view bytes) noexcept {
  for (const Magic& magic : list) {
    if (bytes.size() >= magic.at && bytes.substr(magic.at).starts_with(magic.bytes)) {
      return magic.kind;
    }
  }
  return {};
}

/// Whether either end of the file holds `part`.
bool holds(std::string_view bytes, std::string_view part) noexcept {
  return bytes.substr(0, kLooked).find(part) != std::string_view::npos ||
         (bytes.size() > kLooked &&
          bytes.substr(bytes.size() - kLooked).find(part) != std::string_view::npos);
}

FileKind zip_kind(std::string_view bytes) noexcept {
  constexpr std::string_view kFirst = "mimetypeapplication/";  // name and contents, stored
  const std::string_view entry = bytes.substr(std::min<std::size_t>(bytes.size(), 30));
  if (entry.starts_with(kFirst)) {
    const std::string_view type = entry.substr(kFirst.size());
    if (type.starts_with("vnd.oasis.opendocument")) return {"OpenDocument", Cause::kOffice};
    if (type.starts_with("epub+zip")) return {"EPUB", Cause::kOffice};
  }
  if (!holds(bytes, "[Content_Types].xml")) return {"ZIP", Cause::kArchive};
  if (holds(bytes, "word/")) return {"DOCX", Cause::kOffice};
  if (holds(bytes, "xl/")) return {"XLSX", Cause::kOffice};
  if (holds(bytes, "ppt/")) return {"PPTX", Cause::kOffice};
  return {"ZIP", Cause::kArchive};
}

std::uint32_t little_endian(std::string_view bytes, std::size_t at, int count) noexcept {
  std::uint32_t value = 0;
  for (int i = 0; i < count && at + static_cast<std::size_t>(i) < bytes.size(); ++i) {
    value |= static_cast<std::uint32_t>(
                 static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]))
             << (8U * static_cast<unsigned>(i));
  }
  return value;
}

/// Whether a name in the directory of an OLE2 file, UTF-16, begins with `name`, ASCII.
bool lists(std::string_view directory, std::string_view name) noexcept {
  for (std::size_t at = 0; at + 2 * name.size() <= directory.size(); at += 128) {
    bool same = true;
    for (std::size_t i = 0; same && i < name.size(); ++i) {
      same = directory[at + 2 * i] == name[i] && directory[at + 2 * i + 1] == 0;
    }
    if (same) return true;
  }
  return false;
}

FileKind ole_kind(std::string_view bytes) noexcept {
  const std::uint32_t shift = little_endian(bytes, 30, 2);
  if (shift != 9 && shift != 12) return {"OLE2", Cause::kOffice};
  const std::uint64_t at = (std::uint64_t{little_endian(bytes, 48, 4)} + 1) << shift;
  const std::string_view directory =
      at < bytes.size() ? bytes.substr(at, kTextLooked) : std::string_view();
  if (lists(directory, "__")) return {"MSG", Cause::kEmail};
  if (lists(directory, "WordDocument")) return {"DOC", Cause::kOffice};
  if (lists(directory, "Workbook") || lists(directory, "Book")) return {"XLS", Cause::kOffice};
  if (lists(directory, "PowerPoint Document")) return {"PPT", Cause::kOffice};
  return {"OLE2", Cause::kOffice};
}

bool is_bmp(std::string_view bytes) noexcept {
  constexpr std::array kHeaders{12U, 40U, 52U, 56U, 64U, 108U, 124U};
  return bytes.starts_with("BM") && bytes.size() > 26 && little_endian(bytes, 6, 4) == 0 &&
         std::ranges::find(kHeaders, little_endian(bytes, 14, 4)) != kHeaders.end();
}

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool begins(std::string_view text, std::string_view with) noexcept {
  return text.size() >= with.size() && std::equal(with.begin(), with.end(), text.begin(),
                                                  [](char a, char b) { return a == lower(b); });
}

bool is_html(std::string_view text) noexcept {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  if (begins(text, "<?xml")) return text.find("<html") != text.npos;
  return begins(text, "<!doctype html") || begins(text, "<html") || begins(text, "<head") ||
         begins(text, "<!-- saved from");
}

/// A head of lines "Name: value" of which two are those of a letter.
bool is_email(std::string_view text) noexcept {
  constexpr auto kHeads = std::to_array<std::string_view>(
      {"from:", "to:", "subject:", "date:", "received:", "return-path:", "mime-version:",
       "message-id:", "delivered-to:"});
  if (text.starts_with("From ")) text.remove_prefix(std::min(text.find('\n') + 1, text.size()));
  std::size_t known = 0;
  while (!text.empty() && known < 2) {
    const std::string_view line = text.substr(0, text.find('\n'));
    const bool goes_on = line.starts_with(' ') || line.starts_with('\t');
    const std::size_t name = line.find_first_of(": \r");
    if (!goes_on && (name == 0 || name == std::string_view::npos || line[name] != ':')) {
      return false;
    }
    known += std::ranges::any_of(kHeads, [&](auto head) { return begins(line, head); }) ? 1U : 0U;
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return known == 2;
}

}  // namespace

FileKind detect_container_kind(std::string_view bytes) noexcept {
  const FileKind kind = find(kContainers, bytes);
  if (kind.name == "ZIP") return zip_kind(bytes);
  if (kind.name == "OLE2") return ole_kind(bytes);
  return kind;
}

FileKind detect_file_kind(std::string_view bytes) noexcept {
  FileKind kind = detect_container_kind(bytes);
  if (kind.cause == Cause::kNotSupported) kind = find(kOthers, bytes);
  if (kind.cause != Cause::kNotSupported) return kind;
  if (is_bmp(bytes)) return {"BMP", Cause::kPictureKind};
  const std::string_view text = bytes.substr(0, kTextLooked);
  if (is_html(text)) return {"HTML", Cause::kWebPage};
  if (is_email(text)) return {"e-mail", Cause::kEmail};
  return kind;
}

}  // namespace codau::image
