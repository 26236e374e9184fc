"""A survey as the survey world writes one."""

from pathlib import Path

from openpyxl import Workbook

SLUG = "buurt"
SURVEY = (
    ("type", "name", "label::Nederlands (nl)", "label::English (en)", "required", "relevant", "constraint"),
    ("text", "word", "Wat is je sleutelwoord?", "What is your key word?", "yes", "", ""),
    ("select_one homes", "home", "Waarin woon je?", "What do you live in?", "yes", "", ""),
    ("integer", "years", "Hoeveel jaar woon je hier?", "How many years have you lived here?", "yes", "", ". < 90"),
    ("note", "thanks", "Je bent op de helft.", "You are half-way.", "", "", ""),
    ("select_multiple wishes", "wishes", "Wat mist er hier?", "What is missing here?", "yes", "", ""),
    ("select_one yes_no", "dog", "Heb je een hond?", "Do you have a dog?", "yes", "", ""),
    ("text", "dog_name", "Hoe heet je hond?", "What is your dog called?", "yes", "${dog} = 'yes'", ""),
    ("text", "more", "Wil je nog iets kwijt?", "Anything else?", "", "", ""),
)
CHOICES = (
    ("list_name", "name", "label::Nederlands (nl)", "label::English (en)"),
    ("homes", "flat", "Een flat", "A flat"),
    ("homes", "house", "Een huis", "A house"),
    ("homes", "boat", "Een boot", "A boat"),
    ("wishes", "bench", "Een bankje", "A bench"),
    ("wishes", "shop", "Een winkel", "A shop"),
    ("wishes", "tree", "Een boom", "A tree"),
    ("yes_no", "yes", "Jazeker", "Certainly"),
    ("yes_no", "no", "Welnee", "Not at all"),
)
SETTINGS = (("form_title", "form_id", "default_language"), ("Onze buurt", SLUG, "Nederlands (nl)"))


def write(directory: Path) -> Path:
    """The form as an `.xlsx` file."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in (("survey", SURVEY), ("choices", CHOICES), ("settings", SETTINGS)):
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = directory / f"{SLUG}.xlsx"
    workbook.save(path)
    return path
