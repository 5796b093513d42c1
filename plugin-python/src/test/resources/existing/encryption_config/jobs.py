import logging

import boto3

from DivvyCloudProviders.Common.Frontend.frontend import get_cloud_type_by_organization_service_id
from DivvyDb import DivvyDbObjects
from DivvyDb.DivvyCloudGatewayORM import DivvyCloudGatewayORM
from DivvyDb.DivvyDb import NewSession, SharedSessionScope
from DivvyPlugins.plugin_jobs import PluginHarvester, PluginJob
from DivvyResource import ResourceIds
from DivvySession.DivvySession import EscalatePermissions
from scheduler import client
from worker.registry import Router

logger = logging.getLogger(__name__)


class Greeter(PluginJob):

    def __init__(self, greeting='hello'):
        super(Greeter, self).__init__()
        self.greeting = greeting

    @SharedSessionScope(DivvyCloudGatewayORM)
    def run(self):
        with NewSession(DivvyCloudGatewayORM):
            db = DivvyCloudGatewayORM()
            db.session.commit()
            logger.info('%s from a job', self.greeting)


class Reader(PluginHarvester):

    def _setup(self):
        super(Reader, self)._setup()
        self.ready = True

    @EscalatePermissions()
    def do_harvest(self):
        client = boto3.client('xray', region_name='eu-west-1')
        return client.get_encryption_config()


def load():
    Router.add_job(Greeter)
    Router.add_job(Reader)
    client.add_periodic_job(Greeter.__name__, args={'greeting': 'good day'}, interval=120)
    client.add_periodic_job('Forgotten', args={}, interval=5)
