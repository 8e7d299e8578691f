#include "export/words/alto.h"

#include <algorithm>
#include <cstddef>

#include "core/box.h"
#include "export/target/decimal.h"
#include "export/target/xml_text.h"

namespace codau::exports {
namespace {

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + xml_text(value) + "\"";
}

std::string place(const PageBox& box) {
  return attribute("HPOS", std::to_string(box.left)) + attribute("VPOS", std::to_string(box.top)) +
         attribute("WIDTH", std::to_string(width_of(box))) +
         attribute("HEIGHT", std::to_string(height_of(box)));
}

std::string point(std::int32_t x, std::int32_t y) {
  return std::to_string(x) + "," + std::to_string(y);
}

std::string shape(const PageBox& box) {
  return "<Shape><Polygon POINTS=\"" + point(box.left, box.top) + " " + point(box.right, box.top) +
         " " + point(box.right, box.bottom) + " " + point(box.left, box.bottom) + "\"/></Shape>\n";
}

std::string format_alto_baseline(const PlacedLine& line, const PlacedPage& page) {
  const auto [from, to] = find_baseline_ends(estimate_baseline(line, page), line, page);
  return point(from.x, from.y) + " " + point(to.x, to.y);
}

/// Numbers the elements of a page, from 1.
class Names {
 public:
  explicit Names(std::uint32_t page) : page_("p" + std::to_string(page)) {}
  [[nodiscard]] std::string page() const { return attribute("ID", page_); }
  [[nodiscard]] std::string next(char kind, std::size_t& count) const {
    return attribute("ID", page_ + "_" + kind + std::to_string(++count));
  }
  std::string block() { return next('b', blocks_); }
  std::string line() { return next('l', lines_); }
  std::string word() { return next('w', words_); }

 private:
  std::string page_;
  std::size_t blocks_ = 0, lines_ = 0, words_ = 0;
};

void add_word(std::string& out, const PlacedWord& word, Names& names) {
  out +=
      "<String" + names.word() + place(word.box) +
      attribute("WC", format_decimal(std::clamp(word.confidence, 0.0, 1.0), kMaxLayoutDecimals)) +
      attribute("CONTENT", word.text);
  if (word.as_read.empty()) {
    out += "/>\n";
  } else {
    out += "><ALTERNATIVE PURPOSE=\"ocr\">" + xml_text(word.as_read) + "</ALTERNATIVE></String>\n";
  }
}

/// Adds the space between two words of a line; without its place if the page is rotated.
void add_space(std::string& out, const PlacedWord& before, const PlacedWord& behind,
               const PlacedPage& page) {
  const std::int32_t width = behind.box.left - before.box.right;
  out += "<SP";
  if (page.rotation == 0 && width > 0) {
    out += attribute("HPOS", std::to_string(before.box.right)) +
           attribute("VPOS", std::to_string(before.box.top)) +
           attribute("WIDTH", std::to_string(width));
  }
  out += "/>\n";
}

void add_line(std::string& out, const PlacedLine& line, const PlacedPage& page, Names& names) {
  const PageBox box = find_bounding_box(line);
  out += "<TextLine" + names.line() + place(box) +
         attribute("BASELINE", format_alto_baseline(line, page)) + ">\n" + shape(box);
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (i > 0) add_space(out, line[i - 1], line[i], page);
    add_word(out, line[i], names);
  }
  out += "</TextLine>\n";
}

void add_block(std::string& out, const PlacedParagraph& lines, const PlacedPage& page,
               Names& names) {
  const PageBox box = find_bounding_box(lines);
  out += "<TextBlock" + names.block() + place(box) + ">\n" + shape(box);
  for (const PlacedLine& line : lines) add_line(out, line, page, names);
  out += "</TextBlock>\n";
}

void add_description(std::string& out, const PlacedPage& page, const LayoutPageFacts& facts) {
  out +=
      "<Description>\n<MeasurementUnit>pixel</MeasurementUnit>\n<sourceImageInformation>\n"
      "<fileName>" +
      xml_text(facts.image) + "</fileName>\n";
  if (!page.image_sha256.empty()) {
    out += "<fileIdentifier fileIdentifierLocation=\"SHA-256\">" + xml_text(page.image_sha256) +
           "</fileIdentifier>\n";
  }
  out += "<documentIdentifier documentIdentifierLocation=\"codau\">" + xml_text(facts.doc_id) +
         "</documentIdentifier>\n</sourceImageInformation>\n"
         "<Processing ID=\"codau\"><processingSoftware><softwareName>codau</softwareName>"
         "<softwareVersion>" +
         xml_text(facts.version) +
         "</softwareVersion></processingSoftware></Processing>\n</Description>\n";
}

}  // namespace

std::string to_alto(const PlacedPage& page, const LayoutPageFacts& facts) {
  Names names(page.number);
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<alto xmlns=\"http://www.loc.gov/standards/alto/ns-v4#\" SCHEMAVERSION=\"4.4\">\n";
  add_description(out, page, facts);
  const PageBox whole{0, 0, page.width, page.height};
  out += "<Layout>\n<Page" + names.page() +
         attribute("PHYSICAL_IMG_NR", std::to_string(page.number)) +
         attribute("WIDTH", std::to_string(page.width)) +
         attribute("HEIGHT", std::to_string(page.height)) +
         attribute("PC",
                   format_decimal(std::clamp(page.mean_confidence, 0.0, 1.0), kMaxLayoutDecimals));
  if (page.rotation != 0) out += attribute("ROTATION", std::to_string(page.rotation));
  out += attribute("LANG", "vi") + ">\n<PrintSpace" + place(whole) + ">\n";
  for (const PlacedArea& area : page.areas) {
    for (const PlacedParagraph& lines : area) add_block(out, lines, page, names);
  }
  return out + "</PrintSpace>\n</Page>\n</Layout>\n</alto>\n";
}

}  // namespace codau::exports
