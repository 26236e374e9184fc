"""The books of one unit of work: everything a turn may read and write, in one transaction."""

from bot.store.attempts import Attempts
from bot.store.attendances import Attendances
from bot.store.audit import Audit
from bot.store.clearings import Clearings
from bot.store.closing import Closing
from bot.store.contributions import Contributions
from bot.store.deliveries import Deliveries
from bot.store.dues import Dues
from bot.store.everything import Everything
from bot.store.exports import Exports
from bot.store.feeds import Feeds
from bot.store.ideas import Ideas, PhotoBook
from bot.store.identity import Identity
from bot.store.instances import Instances
from bot.store.invites import Invites
from bot.store.log import Log
from bot.store.meetings import Meetings
from bot.store.neighbourhoods import Neighbourhoods
from bot.store.organising import Checklists, Enquiries
from bot.store.people import People
from bot.store.removals import Removals
from bot.store.retention import Retention
from bot.store.roles import Roles
from bot.store.seats import Seats
from bot.store.stamtafels import Notes, Stamtafels
from bot.store.surveys import Surveys
from bot.store.tellings import Tellings
from bot.store.traits import Traits
from bot.store.unit import Unit


class Books:
    """One book for each thing of the domain; they share the transaction."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.neighbourhoods = Neighbourhoods(unit)
        self.people = People(unit)
        self.invites = Invites(unit)
        self.roles = Roles(unit)
        self.attempts = Attempts(unit)
        self.audit = Audit(unit)
        self.identity = Identity(unit)
        self.surveys = Surveys(unit)
        self.ideas = Ideas(unit)
        self.photos = PhotoBook(unit)
        self.contributions = Contributions(unit)
        self.removals = Removals(unit)
        self.meetings = Meetings(unit)
        self.attendances = Attendances(unit)
        self.seats = Seats(unit)
        self.tables = Stamtafels(unit)
        self.notes = Notes(unit)
        self.checklists = Checklists(unit)
        self.enquiries = Enquiries(unit)
        self.tellings = Tellings(unit)
        self.feeds = Feeds(unit)
        self.log = Log(unit)
        self.deliveries = Deliveries(unit)
        self.dues = Dues(unit)
        self.exports = Exports(unit)
        self.traits = Traits(unit)
        self.clearings = Clearings(unit)
        self.instances = Instances(unit)
        self.everything = Everything(unit)
        self.retention = Retention(unit)
        self.closing = Closing(unit)
