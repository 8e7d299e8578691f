#include "export/pdf/pdf_a_bytes.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>

#include "text/utf8.h"

namespace codau::exports {
namespace {

constexpr std::size_t kProfileHeader = 128;

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = value << 8U | static_cast<unsigned char>(byte);
  return value;
}

// ---- JPEG 2000: ISO 15444-1, annex I ----

struct Box {
  std::string_view kind, content;
};

/// Takes the next box off `rest`; returns nothing if the box is cut short.
std::optional<Box> take_box(std::string_view& rest) {
  if (rest.size() < 8) return std::nullopt;
  std::uint64_t size = big_endian(rest.substr(0, 4));
  std::size_t head = 8;
  if (size == 1 && rest.size() >= 16) {
    size = big_endian(rest.substr(8, 8));
    head = 16;
  }
  if (size == 0) size = rest.size();  // the box extends to the end
  if (size < head || size > rest.size()) return std::nullopt;
  const Box box{rest.substr(4, 4), rest.substr(head, static_cast<std::size_t>(size) - head)};
  rest.remove_prefix(static_cast<std::size_t>(size));
  return box;
}

bool is_archival_colour(std::string_view content) {
  constexpr std::uint64_t kEnumerated = 1, kRestrictedProfile = 2;
  constexpr std::uint64_t kSrgb = 16, kGrey = 17, kSycc = 18;
  if (content.size() < 3) return false;
  const std::uint64_t method = big_endian(content.substr(0, 1));
  if (method == kRestrictedProfile) return true;
  if (method != kEnumerated || content.size() < 7) return false;
  const std::uint64_t space = big_endian(content.substr(3, 4));
  return space == kSrgb || space == kGrey || space == kSycc;
}

bool is_archival_header(std::string_view boxes) {
  constexpr std::uint64_t kMostBits = 38, kDepthsDiffer = 255;
  int colours = 0, headers = 0;
  while (!boxes.empty()) {
    const std::optional<Box> box = take_box(boxes);
    if (!box || box->kind == "pclr" || box->kind == "bpcc") return false;
    if (box->kind == "ihdr") {
      if (box->content.size() < 14) return false;
      const std::uint64_t channels = big_endian(box->content.substr(8, 2));
      const std::uint64_t bits = big_endian(box->content.substr(10, 1));
      if (channels != 1 && channels != 3) return false;
      if (bits == kDepthsDiffer || (bits & 0x7FU) + 1 > kMostBits) return false;
      ++headers;
    } else if (box->kind == "colr") {
      if (!is_archival_colour(box->content)) return false;
      ++colours;
    }
  }
  return headers == 1 && colours == 1;
}

// ---- XMP ----

/// Returns a text for XML: escaped, controls as spaces, ill-formed bytes as U+FFFD.
std::string xml_of(std::string_view value) {
  constexpr std::size_t kMost = 2000;
  std::string out;
  for (std::size_t at = 0; at < value.size() && out.size() < kMost;) {
    const char32_t c = text::next_code_point(value, at);
    if (c < 0x20 || c == 0x7F || c == 0xFFFE || c == 0xFFFF) {
      out += ' ';
    } else if (c == text::kIllFormed) {
      text::append_utf8(out, text::kReplacementCharacter);
    } else if (c == U'&') {
      out += "&amp;";
    } else if (c == U'<') {
      out += "&lt;";
    } else if (c == U'>') {
      out += "&gt;";
    } else {
      text::append_utf8(out, c);
    }
  }
  return out;
}

/// Converts D:YYYY[MM[DD[HH[mm[SS]]]]][Z|±HH['mm[']]] to ISO 8601 with the parts that XMP allows.
/// Leaves out the month and all later parts if the day is missing or invalid, and an invalid time.
/// Returns an empty text if the date does not begin with a year.
std::string iso_of(std::string_view date) {
  if (date.substr(0, 2) == "D:") date.remove_prefix(2);
  const auto digits = std::min<std::size_t>(
      static_cast<std::size_t>(
          std::find_if(date.begin(), date.end(), [](char c) { return c < '0' || c > '9'; }) -
          date.begin()),
      14);
  const auto number = [&](std::size_t at) { return (date[at] - '0') * 10 + date[at + 1] - '0'; };
  if (digits < 4) return "";
  using namespace std::chrono;
  const bool has_day =
      digits >= 8 && year_month_day{year{number(0) * 100 + number(2)} /
                                    static_cast<int>(number(4)) / static_cast<int>(number(6))}
                         .ok();
  if (!has_day) return std::string(date.substr(0, 4));
  std::string iso(date.substr(0, 4));
  iso.append("-").append(date.substr(4, 2)).append("-").append(date.substr(6, 2));
  if (digits < 14 || number(8) > 23 || number(10) > 59 || number(12) > 59) return iso;
  std::string zone = "Z";
  const std::string_view rest = date.substr(14);
  if (rest.size() >= 3 && (rest[0] == '+' || rest[0] == '-')) {
    std::string numbers;
    std::copy_if(rest.begin() + 1, rest.end(), std::back_inserter(numbers),
                 [](char c) { return c >= '0' && c <= '9'; });
    if (numbers.size() != 2 && numbers.size() != 4) return iso;
    numbers.resize(4, '0');
    zone = rest.substr(0, 1);
    zone.append(numbers, 0, 2).append(":").append(numbers, 2, 2);
    if (zone.substr(1, 2) > "23" || zone.substr(4, 2) > "59") return iso;
  } else if (!rest.empty() && rest[0] != 'Z') {
    return iso;
  }
  iso.append("T").append(date.substr(8, 2)).append(":").append(date.substr(10, 2));
  iso.append(":").append(date.substr(12, 2)).append(zone);
  return iso;
}

}  // namespace

bool is_archival_jpx(std::string_view bytes) {
  bool is_jp2 = false, has_header = false;
  while (!bytes.empty()) {
    const std::optional<Box> box = take_box(bytes);
    if (!box) return false;
    if (box->kind == "jP  ") is_jp2 = true;
    if (box->kind == "jp2h") {
      if (has_header || !is_archival_header(box->content)) return false;
      has_header = true;
    }
    if (box->kind == "jp2c") break;
  }
  return is_jp2 && has_header;
}

bool is_archival_profile(std::string_view header, int channels, bool for_output) {
  if (header.size() < kProfileHeader || header.substr(36, 4) != "acsp" || header[8] > 4 ||
      header[8] < 2) {
    return false;
  }
  const std::string_view kind = header.substr(12, 4), space = header.substr(16, 4);
  const bool is_device = kind == "mntr" || kind == "prtr";
  if (for_output && channels != 3) return false;
  if (!is_device && (for_output || (kind != "scnr" && kind != "spac"))) return false;
  return channels == 1 ? space == "GRAY"
                       : channels == 3 && (space == "RGB " || (space == "Lab " && !for_output));
}

std::string make_xmp_packet(const PdfInformation& information) {
  std::string xml =
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
      " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
      " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n"
      "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>\n";
  const auto put = [&xml](const std::string& name, const std::string& value,
                          const std::string& list, const std::string& language) {
    if (value.empty()) return;
    const std::string before = list.empty() ? "" : "<rdf:" + list + "><rdf:li" + language + ">";
    const std::string after = list.empty() ? "" : "</rdf:li></rdf:" + list + ">";
    xml += "<" + name + ">" + before + value + after + "</" + name + ">\n";
  };
  constexpr const char* kAnyLanguage = " xml:lang=\"x-default\"";
  put("dc:title", xml_of(information.title), "Alt", kAnyLanguage);
  put("dc:creator", xml_of(information.author), "Seq", "");
  put("dc:description", xml_of(information.subject), "Alt", kAnyLanguage);
  put("pdf:Keywords", xml_of(information.keywords), "", "");
  put("pdf:Producer", xml_of(information.producer), "", "");
  put("xmp:CreatorTool", xml_of(information.creator), "", "");
  put("xmp:CreateDate", iso_of(information.created), "", "");
  put("xmp:ModifyDate", iso_of(information.changed), "", "");
  return xml + "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n";
}

}  // namespace codau::exports
