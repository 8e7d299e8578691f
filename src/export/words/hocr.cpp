#include "export/words/hocr.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "export/target/decimal.h"
#include "export/target/xml_text.h"

namespace codau::exports {
namespace {

std::string bbox(const PageBox& box) {
  return "bbox " + std::to_string(box.left) + " " + std::to_string(box.top) + " " +
         std::to_string(box.right) + " " + std::to_string(box.bottom);
}

/// Returns a name in quotes, as a title of hOCR requires.
std::string in_quotes(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

/// Returns "baseline slope height", from the lower left corner of the line; up is negative.
std::string format_hocr_baseline(const PlacedLine& line, const PlacedPage& page) {
  if (page.rotation != 0) return "; textangle " + std::to_string(page.rotation);
  const auto [slope, at] = estimate_baseline(line, page);
  return "; baseline " + format_decimal(slope, kMaxLayoutDecimals) + " " +
         std::to_string(std::lround(at - find_bounding_box(line).bottom));
}

class Writer {
 public:
  explicit Writer(const PlacedPage& page) : page_(page) {}

  std::string write(const LayoutPageFacts& facts) {
    out_ =
        begin("div", "ocr_page", "page", page_.number,
              "image " + in_quotes(facts.image) + "; " + bbox({0, 0, page_.width, page_.height}) +
                  "; ppageno " + std::to_string(page_.number - 1));
    out_ += '\n';
    for (const PlacedArea& area : page_.areas) add(area);
    return out_ + "</div>\n";
  }

 private:
  [[nodiscard]] static std::string begin(std::string_view tag, std::string_view kind,
                                         std::string_view name, std::size_t number,
                                         std::string_view title) {
    return "<" + std::string(tag) + " class=\"" + std::string(kind) + "\" id=\"" +
           std::string(name) + "_" + std::to_string(number) + "\" title=\"" + xml_text(title) +
           "\">";
  }
  [[nodiscard]] std::string named(std::string_view kind) const {
    return std::string(kind) + "_" + std::to_string(page_.number);
  }

  void add(const PlacedArea& area) {
    out_ +=
        begin("div", "ocr_carea", named("area"), ++areas_, bbox(find_bounding_box(area))) + "\n";
    for (const PlacedParagraph& paragraph : area) {
      out_ +=
          begin("p", "ocr_par", named("par"), ++paragraphs_, bbox(find_bounding_box(paragraph))) +
          "\n";
      for (const PlacedLine& line : paragraph) add_line(line);
      out_ += "</p>\n";
    }
    out_ += "</div>\n";
  }

  void add_line(const PlacedLine& line) {
    out_ += begin("span", "ocr_line", named("line"), ++lines_,
                  bbox(find_bounding_box(line)) + format_hocr_baseline(line, page_)) +
            "\n";
    for (const PlacedWord& word : line) add(word);
    out_ += "</span>\n";
  }

  void add(const PlacedWord& word) {
    const auto sure = std::lround(std::clamp(word.confidence, 0.0, 1.0) * 100);
    std::string tag = begin("span", "ocrx_word", named("word"), ++words_,
                            bbox(word.box) + "; x_wconf " + std::to_string(sure));
    if (!word.as_read.empty()) {
      tag.pop_back();
      tag += " data-ocr=\"" + xml_text(word.as_read) + "\">";
    }
    out_ += tag + xml_text(word.text) + "</span>\n";
  }

  const PlacedPage& page_;
  std::string out_;
  std::size_t areas_ = 0, paragraphs_ = 0, lines_ = 0, words_ = 0;
};

std::string meta(std::string_view name, std::string_view content) {
  return "<meta name=\"" + std::string(name) + "\" content=\"" + xml_text(content) + "\"/>\n";
}

}  // namespace

std::string make_hocr_head(const LayoutPageFacts& facts, std::size_t pages) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" "
         "\"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">\n"
         "<html xmlns=\"http://www.w3.org/1999/xhtml\" xml:lang=\"vi\" lang=\"vi\">\n<head>\n"
         "<title>" +
         xml_text(facts.image) +
         "</title>\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"/>\n" +
         meta("ocr-system", "codau " + facts.version) +
         meta("ocr-capabilities", "ocr_page ocr_carea ocr_par ocr_line ocrx_word") +
         meta("ocr-langs", "vi") + meta("ocr-scripts", "Latn") +
         meta("ocr-number-of-pages", std::to_string(pages)) + meta("dc.identifier", facts.doc_id) +
         "</head>\n<body>\n";
}

std::string to_hocr_page(const PlacedPage& page, const LayoutPageFacts& facts) {
  return Writer(page).write(facts);
}

}  // namespace codau::exports
